// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse.h"

#include <gtest/gtest.h>

namespace fxlake::quality {
namespace {

// A rule reads back as `text`, and its condition as `condition`.
void Check(const std::string& rule, const std::string& text, const std::string& condition) {
  SCOPED_TRACE(rule);
  const auto rules = ParseDqdl("Rules = [" + rule + "]");
  ASSERT_TRUE(rules.has_value()) << rules.error().message();
  ASSERT_EQ(rules->size(), 1u);
  EXPECT_EQ(rules->front().text, text);
  EXPECT_EQ(rules->front().condition ? ToText(*rules->front().condition) : "", condition);
}

void CheckRefused(const std::string& document, const std::string& message) {
  SCOPED_TRACE(document);
  const auto rules = ParseDqdl(document);
  ASSERT_FALSE(rules.has_value());
  EXPECT_EQ(rules.error().kind(), ErrorKind::invalid_input);
  EXPECT_EQ(rules.error().message(), "reading DQDL: " + message);
}

TEST(ParseTest, AcceptsEveryForm) {
  Check("RowCount > 0", "RowCount > 0", "> 0");
  Check(" ( RowCount>0 ) ", "RowCount > 0", "> 0");
  Check("IsComplete # the rate\n  \"rate\"", "IsComplete \"rate\"", "");
  Check("IsPrimaryKey \"a\" \"b\"", "IsPrimaryKey \"a\" \"b\"", "");
  Check("Mean \"rate\" between -1.5 and 20", "Mean \"rate\" between -1.5 and 20", "between -1.5 and 20");
  Check("Completeness \"a\" >= 0.95 where \"b > 1\"", "Completeness \"a\" >= 0.95 where \"b > 1\"", ">= 0.95");
  Check("ColumnValues \"a\" in [ \"x\",\"y\", NULL ]", "ColumnValues \"a\" in [\"x\", \"y\", NULL]", "in [\"x\", \"y\", NULL]");
  Check("ColumnValues \"a\" not in [1, 2]", "ColumnValues \"a\" not in [1, 2]", "not in [1, 2]");
  Check("ColumnValues \"a\" matches \"\\d+\\\\.\\\"\"", "ColumnValues \"a\" matches \"\\d+\\\\.\\\"\"", "matches \"\\d+\\.\"\"");
  Check("ColumnValues \"a\" > (now() - 3 days)", "ColumnValues \"a\" > (now() - 3 days)", "> now() - 3 days");
  Check("ColumnValues \"a\" <= now()", "ColumnValues \"a\" <= now()", "<= now()");
  Check("ColumnValues \"a\" < \"2026-04-14\"", "ColumnValues \"a\" < \"2026-04-14\"", "< 2026-04-14");
  Check("ColumnValues \"a\" != EMPTY", "ColumnValues \"a\" != EMPTY", "!= EMPTY");
  Check("DataFreshness \"a\" between 2 days and 120 hours", "DataFreshness \"a\" between 2 days and 120 hours",
        "between 2 days and 5 days");
  Check("ColumnDataType \"a\" = \"Date\" with threshold > 0.9", "ColumnDataType \"a\" = \"Date\" with threshold > 0.9", "= \"Date\"");
  Check("CustomSql \"select\n count(*)\" = 0", "CustomSql \"select count(*)\" = 0", "= 0");
  Check("CustomSql \"select a\" with threshold > 0.5", "CustomSql \"select a\" with threshold > 0.5", "");
}

TEST(ParseTest, JoinsRules) {
  const auto rules = ParseDqdl("Rules = [(RowCount > 0) and ((IsComplete \"a\") or (IsUnique \"a\")), RowCount > 1]");
  ASSERT_TRUE(rules.has_value()) << rules.error().message();
  ASSERT_EQ(rules->size(), 2u);
  const Rule& joined = rules->front();
  EXPECT_EQ(joined.text, "(RowCount > 0) and ((IsComplete \"a\") or (IsUnique \"a\"))");
  EXPECT_EQ(joined.join, Rule::Join::all);
  ASSERT_EQ(joined.parts.size(), 2u);
  EXPECT_EQ(joined.parts[1].join, Rule::Join::any);
  EXPECT_EQ(joined.parts[1].parts[1].type->kind, RuleKind::is_unique);
}

TEST(ParseTest, NamesThePlaceAndWhatWasExpected) {
  CheckRefused("", "line 1, column 1: expected \"Rules\", found the end: a ruleset is written Rules = [ ... ]");
  CheckRefused("Analyzers = []", "line 1, column 1: expected the section Rules, found \"Analyzers\" (other sections are not supported)");
  CheckRefused("Rules = [\n  RowCount\n]", "line 3, column 1: expected a comparison, found \"]\": RowCount is written as in RowCount > 0");
  CheckRefused("Rules = [\n  IsComplet \"a\"]", "line 2, column 3: there is no rule type IsComplet here; did you mean IsComplete?");
  CheckRefused("Rules = [IsComplete]", "line 1, column 10: IsComplete takes one quoted parameter, as in IsComplete \"rate\"");
  CheckRefused("Rules = [RowCount \"a\" > 1]", "line 1, column 10: RowCount takes no parameter, as in RowCount > 0");
  CheckRefused("Rules = [IsComplete \"a\" > 1]", "line 1, column 25: IsComplete takes no comparison, as in IsComplete \"rate\"");
  CheckRefused("Rules = [RowCount > \"x\"]", "line 1, column 21: expected a number, found the text \"x\"");
  CheckRefused("Rules = [RowCount > last(5)]", "line 1, column 21: dynamic rules (last(n) and functions of it) are not supported");
  CheckRefused("Rules = [RowCount > 1.]", "line 1, column 21: 1. is no number");
  CheckRefused("Rules = [IsComplete \"ä\" IsComplete \"b\"]",
               "line 1, column 25: expected \"]\", found \"IsComplete\": rules are separated by commas");
  CheckRefused("Rules = [IsComplete \"a]", "line 1, column 21: this text has no closing quote");
  CheckRefused("Rules = [RowCount ~ 1]", "line 1, column 19: nothing in DQDL is written \"~\"");
  CheckRefused("Rules = [RowCount > 1 and RowCount < 9]", "line 1, column 10: rules joined by and / or stand in parentheses each");
  CheckRefused("Rules = [(RowCount > 1) and (RowCount < 9) or (RowCount = 0)]",
               "line 1, column 44: expected one kind of joint; put parentheses where and meets or, found \"or\"");
  CheckRefused("Rules = [DataFreshness \"a\" < 5 weeks]", "line 1, column 32: expected hours or days, found \"weeks\"");
  CheckRefused("Rules = [IsComplete \"a\" with threshold > 0.5]", "line 1, column 25: IsComplete takes no threshold");
  CheckRefused("Rules = [CustomSql \"x\" > 1 with threshold > 0.5]", "line 1, column 28: CustomSql takes no threshold beside a comparison");
  CheckRefused("Rules = [ColumnValues \"a\" > 1 with threshold > 3]",
               "line 1, column 31: a threshold is the share of rows that pass, 0 to 1, not 3");
  CheckRefused("Rules = [ColumnDataType \"a\" != \"Date\"]",
               "line 1, column 10: ColumnDataType takes only =, as in ColumnDataType \"date\" = \"Date\"");
  CheckRefused("Rules = [RowCount > 0] x", "line 1, column 24: expected the end after the ruleset, found \"x\"");
  CheckRefused("Rules = [" + std::string(200, '('), "line 1, column 60: rules are nested too deeply");
}

}  // namespace
}  // namespace fxlake::quality
