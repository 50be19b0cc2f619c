// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse.h"

#include <gtest/gtest.h>

namespace fxlake::quality {
namespace {

// A parsed rule printed again is `text`, and its condition `condition`.
void Check(const std::string& rule, const std::string& text, const std::string& condition) {
  SCOPED_TRACE(rule);
  const auto rules = ParseDqdl("Rules = [" + rule + "]");
  ASSERT_TRUE(rules.has_value()) << rules.error().message();
  ASSERT_EQ(rules->size(), 1u);
  EXPECT_EQ(rules->front().text, text);
  EXPECT_EQ(rules->front().condition ? ToText(*rules->front().condition) : "", condition);
}

void CheckRejected(const std::string& document, const std::string& message) {
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
  Check("Completeness \"a\" >= 0.95 where \"b > 1\"", "Completeness \"a\" >= 0.95 where \"b > 1\"",
        ">= 0.95");
  Check("ColumnValues \"a\" in [ \"x\",\"y\", NULL ]", "ColumnValues \"a\" in [\"x\", \"y\", NULL]",
        "in [\"x\", \"y\", NULL]");
  Check("ColumnValues \"a\" not in [1, 2]", "ColumnValues \"a\" not in [1, 2]", "not in [1, 2]");
  Check("ColumnValues \"a\" matches \"\\d+\\\\.\\\"\"", "ColumnValues \"a\" matches \"\\d+\\\\.\\\"\"",
        "matches \"\\d+\\.\"\"");
  Check("ColumnValues \"a\" > (now() - 3 days)", "ColumnValues \"a\" > (now() - 3 days)", "> now() - 3 days");
  Check("ColumnValues \"a\" <= now()", "ColumnValues \"a\" <= now()", "<= now()");
  Check("ColumnValues \"a\" < \"2026-04-14\"", "ColumnValues \"a\" < \"2026-04-14\"", "< 2026-04-14");
  Check("ColumnValues \"a\" != EMPTY", "ColumnValues \"a\" != EMPTY", "!= EMPTY");
  Check("DataFreshness \"a\" between 2 days and 120 hours",
        "DataFreshness \"a\" between 2 days and 120 hours", "between 2 days and 5 days");
  Check("ColumnDataType \"a\" = \"Date\" with threshold > 0.9",
        "ColumnDataType \"a\" = \"Date\" with threshold > 0.9", "= \"Date\"");
  Check("CustomSql \"select\n count(*)\" = 0", "CustomSql \"select count(*)\" = 0", "= 0");
  Check("CustomSql \"select a\" with threshold > 0.5", "CustomSql \"select a\" with threshold > 0.5", "");
  Check("IsComplete of order.id", "IsComplete of order.id", "");
  Check("IsPrimaryKey a and 1st", "IsPrimaryKey a and 1st", "");
  Check("DataFreshness a in [3 minutes, 48 hours]", "DataFreshness a in [3 minutes, 48 hours]",
        "in [3 minutes, 2 days]");
  Check("ColumnValues a > (now() - 90 minutes)", "ColumnValues a > (now() - 90 minutes)",
        "> now() - 90 minutes");
  Check("ColumnValues a in [\"9:05 PM\", \"12:00 AM\", \"23:59\"]",
        "ColumnValues a in [\"9:05 PM\", \"12:00 AM\", \"23:59\"]", "in [21:05, 00:00, 23:59]");
  Check("RowCount > 1 + 2*3", "RowCount > 1 + 2 * 3", "> ((1 + 2) * 3)");
  Check("RowCount > 1-(2 - -3) / 4", "RowCount > 1 - (2 - -3) / 4", "> ((1 - (2 - -3)) / 4)");
  Check("RowCount ! = 3", "RowCount ! = 3", "!= 3");
  Check("RowCount in [1, null]", "RowCount in [1, null]", "in [1, NULL]");
  Check("ColumnValues a not in [NULL]", "ColumnValues a not in [NULL]", "not in [NULL]");
  Check("ColumnDataType a in [\"Date\", \"Long\"]", "ColumnDataType a in [\"Date\", \"Long\"]",
        "in [\"Date\", \"Long\"]");
  Check("IsUnique \"a\" \"b\"", "IsUnique \"a\" \"b\"", "");
  Check("RowCount > 0 with owner = \"rates\" with level = 3",
        "RowCount > 0 with owner = \"rates\" with level = 3", "> 0");
  Check("RowCount > 0 labels=[\"a\"=\"b\"]", "RowCount > 0 labels = [\"a\" = \"b\"]", "> 0");
}

TEST(ParseTest, PassesOverWhatChecksNothing) {
  const auto rules = ParseDqdl(
      "\xEF\xBB\xBFMetadata = { \"Version\": \"1.0\" }\r\nDataSources = { \"Primary\": \"t\", "
      "\"AdditionalDataSources\": [ \"u\" ] }\n"
      "codes = [\"EUR\", NULL] one = \"USD\"\nDefaultLabels = [\"team\" = \"rates\"]\n"
      "Analyzers = [ RowCount, Completeness of a, AllStatistics of AllColumns, Distribution \"a\" with bins "
      "= 20, rebin = false ]\n"
      "Rules = [ ColumnValues a in $codes, ColumnValues a in [$one, \"CHF\"], ColumnValues a != $one, "
      "IsComplete $one ] # end");
  ASSERT_TRUE(rules.has_value()) << rules.error().message();
  ASSERT_EQ(rules->size(), 4u);
  EXPECT_EQ(ToText(*rules->at(0).condition), "in [\"EUR\", NULL]");
  EXPECT_EQ(ToText(*rules->at(1).condition), "in [\"USD\", \"CHF\"]");
  EXPECT_EQ(ToText(*rules->at(2).condition), "!= \"USD\"");
  EXPECT_EQ(rules->at(3).parameters, std::vector<std::string>{"USD"});
  EXPECT_EQ(rules->at(0).text, "ColumnValues a in $codes");
  EXPECT_TRUE(ParseDqdl("Rules = [ ] Analyzers = [ RowCount ]").has_value());
}

TEST(ParseTest, JoinsRules) {
  const auto rules =
      ParseDqdl("Rules = [(RowCount > 0) and ((IsComplete \"a\") or (IsUnique \"a\")), RowCount > 1]");
  ASSERT_TRUE(rules.has_value()) << rules.error().message();
  ASSERT_EQ(rules->size(), 2u);
  const Rule& joined = rules->front();
  EXPECT_EQ(joined.text, "(RowCount > 0) and ((IsComplete \"a\") or (IsUnique \"a\"))");
  EXPECT_EQ(joined.join, Rule::Join::all);
  ASSERT_EQ(joined.parts.size(), 2u);
  EXPECT_EQ(joined.parts[1].join, Rule::Join::any);
  EXPECT_EQ(joined.parts[1].parts[1].type->kind, RuleKind::is_unique);
}

TEST(ParseTest, AndBindsCloserThanOr) {
  const auto rules =
      ParseDqdl("Rules = [RowCount > 0 or RowCount < 9 and IsComplete \"a\" or IsUnique \"a\"]");
  ASSERT_TRUE(rules.has_value()) << rules.error().message();
  const Rule& joined = rules->front();
  EXPECT_EQ(joined.join, Rule::Join::any);
  ASSERT_EQ(joined.parts.size(), 3u);
  EXPECT_EQ(joined.parts[1].join, Rule::Join::all);
  EXPECT_EQ(joined.parts[1].text, "RowCount < 9 and IsComplete \"a\"");
}

TEST(ParseTest, RejectsByNameWhatIsNotEvaluated) {
  for (const RuleType& type : AllRuleTypes()) {
    SCOPED_TRACE(type.usage);
    const auto rules = ParseDqdl(std::string("Rules = [") + std::string(type.usage) + "]");
    EXPECT_EQ(rules.has_value(), type.rejection.empty()) << (rules ? "" : rules.error().message());
    const std::string message = rules ? "" : rules.error().message();
    EXPECT_EQ(message.contains(std::string(type.name) + " is not supported"), !type.rejection.empty())
        << message;
  }
  CheckRejected("Rules = [RowCount > avg(last(3)) + 1]",
                "line 1, column 25: last(...) is not supported: dynamic rules compare with earlier results, "
                "which are not stored");
  // Syntax errors take precedence over constructs that are not evaluated.
  CheckRejected("Rules = [SchemaMatch \"b\" > 1, RowCount]",
                "line 1, column 39: expected a comparison, found \"]\": example for RowCount: RowCount > 0");
}

TEST(ParseTest, NamesThePlaceAndWhatWasExpected) {
  CheckRejected(
      "", "line 1, column 1: expected \"Rules\": a ruleset has the form Rules = [ ... ], found the end");
  CheckRejected("Analyzers = []", "line 1, column 1: there is no rule and no analyzer");
  CheckRejected("Analyzers = [IsComplete \"a\"]",
                "line 1, column 14: there is no analyzer IsComplete with 1 parameter");
  CheckRejected("Rules = [AllStatistics \"a\"]",
                "line 1, column 10: AllStatistics can be used only in the section Analyzers");
  CheckRejected("Rules = [\n  RowCount\n]",
                "line 3, column 1: expected a comparison, found \"]\": example for RowCount: RowCount > 0");
  CheckRejected("Rules = [\n  IsComplet \"a\"]",
                "line 2, column 3: unknown rule type IsComplet; did you mean IsComplete?");
  CheckRejected("Rules = [IsComplete]",
                "line 1, column 10: IsComplete takes one parameter, for example IsComplete \"rate\"");
  CheckRejected("Rules = [IsComplete \"a\" and IsUnique \"b\"]",
                "line 1, column 10: IsComplete takes one parameter, for example IsComplete \"rate\"; each of "
                "the rules joined by and needs parentheses");
  CheckRejected("Rules = [RowCount \"a\" > 1]",
                "line 1, column 10: RowCount takes no parameter, for example RowCount > 0");
  CheckRejected("Rules = [IsComplete \"a\" > 1]",
                "line 1, column 25: IsComplete takes no comparison, for example IsComplete \"rate\"");
  CheckRejected("Rules = [RowCount > \"x\"]",
                "line 1, column 19: texts have no order: compare them with =, !=, in and matches");
  CheckRejected("Rules = [RowCount = \"x\"]",
                "line 1, column 19: RowCount must be compared with numbers, for example RowCount > 0");
  CheckRejected("Rules = [RowCount > 1.]",
                "line 1, column 21: expected a number, a quoted text, a date, now() or NULL, found \"1.\"");
  CheckRejected("Rules = [RowCount > 1 / (2 - 2)]", "line 1, column 23: division by zero");
  CheckRejected("Rules = [ColumnValues a in [1, \"b\"]]",
                "line 1, column 32: numbers and texts cannot be compared in one list");
  CheckRejected("Rules = [ColumnValues a in [\"2026-01-01\", \"b\"]]",
                "line 1, column 43: dates and texts cannot be compared in one list");
  CheckRejected("Rules = [ColumnValues a > now ()]",
                "line 1, column 27: a moment has the form now(), without blanks");
  CheckRejected("Rules = [ColumnValues a > (now() - 3days)]",
                "line 1, column 36: expected a whole number of days, hours or minutes, found \"3days\"");
  CheckRejected("Rules = [ColumnValues a > \"2026-02-30\"]",
                "line 1, column 27: no such date: \"2026-02-30\"");
  CheckRejected("Rules = [ColumnValues a > \"24:30\"]", "line 1, column 27: no such time: \"24:30\"");
  CheckRejected("Rules = [ColumnValues a in $b]", "line 1, column 29: unknown variable b");
  CheckRejected(
      "b = [\"x\"] Rules = [ColumnValues a = $b]",
      "line 1, column 37: this variable is a list: use in $name to compare with each of its values");
  CheckRejected("b = \"x\" c = \"a $b\" Rules = [RowCount > 0]",
                "line 1, column 13: a variable cannot contain another variable: $b is not replaced here");
  CheckRejected("b = \"x\" b = \"y\" Rules = [RowCount > 0]",
                "line 1, column 9: variable b is already defined");
  CheckRejected("Rules = [IsComplete \"ä\" IsUnique > 1]",
                "line 1, column 10: IsComplete takes one parameter, for example IsComplete \"rate\"; each of "
                "the rules joined by and needs parentheses");
  CheckRejected("Rules = [IsComplete \"a]", "line 1, column 21: the closing quote of this text is missing");
  CheckRejected("Rules = [RowCount ~ 1]", "line 1, column 19: unexpected character \"~\"");
  CheckRejected(
      "Rules = [DataFreshness \"a\" < 5 weeks]",
      "line 1, column 28: DataFreshness must be compared with times such as 24 hours or 5 days, for "
      "example DataFreshness \"date\" <= 5 days");
  CheckRejected("Rules = [IsComplete \"a\" with threshold > 0.5]",
                "line 1, column 25: IsComplete takes no threshold");
  CheckRejected("Rules = [DataFreshness \"a\" < 5 days with threshold > 0.5]",
                "line 1, column 37: DataFreshness takes no threshold");
  for (const auto* condition : {"1=1) or (1=1", "(b", "b)", "b -- ", "b /* ", "b; select 1", "b = 'x"}) {
    const auto parsed = ParseDqdl("Rules = [IsComplete \"a\" where \"" + std::string(condition) + "\"]");
    EXPECT_TRUE(!parsed && parsed.error().message().contains("the condition after where is not whole"))
        << condition;
  }
  EXPECT_TRUE(ParseDqdl("Rules = [IsComplete \"a\" where \"(b = ')') /* ( */ or c in (1, 2)\"]"));
  CheckRejected("Rules = [ColumnValues \"a\" > 1 with threshold > 0.5 where \"b\"]",
                "line 1, column 52: expected \"]\", found \"where\": rules are separated by commas");
  CheckRejected("Rules = [RowCount > 0 with owner > 3]",
                "line 1, column 28: a tag must be a text or a number, as in owner = \"...\"");
  CheckRejected("Rules = [RowCount > 0] x",
                "line 1, column 24: expected the end after the ruleset, found \"x\"");
  CheckRejected("Rules = [(RowCount > 0) and (RowCount > 1) labels=[\"a\"=\"b\"]]",
                "line 1, column 44: labels of joined rules must follow parentheses around all of them");
  CheckRejected("Rules = [RowCount > 0 labels=[\"a\"=\"b\", \"a\"=\"c\"]]",
                "line 1, column 40: label \"a\" is a duplicate");
  CheckRejected("Rules = [RowCount > 0 labels=[\"a\"=\"\"]]",
                "line 1, column 35: this part of a label must have 1 to 256 characters");
  std::string joined = "RowCount > 1";
  for (int i = 0; i < 5; ++i) joined += " and RowCount > 1";
  EXPECT_TRUE(ParseDqdl("Rules = [" + joined + "]").has_value());
  CheckRejected("Rules = [" + joined + " and RowCount > 1]",
                "line 1, column 10: joined rules are nested more than 5 deep");
  CheckRejected("Rules = [" + std::string(300, '('), "line 1, column 210: rules are nested too deeply");
  CheckRejected("Rules = [RowCount > " + std::string(300, '('),
                "line 1, column 121: parentheses are nested too deeply");
}

}  // namespace
}  // namespace fxlake::quality
