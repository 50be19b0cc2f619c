// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/choice_rule.h"

#include <gtest/gtest.h>

#include "fxlake/asl/expression/evaluation_context_for_test.h"

namespace fxlake::asl {
namespace {

constexpr std::string_view kInput =
    R"({"s":"b","s2":"b","n":2,"n2":2.0,"yes":true,"yes2":true,"no":null,"t":"2026-04-14T07:30:00Z","t2":"2026-04-14T09:30:00+02:00",
  "list":[],"o":{}})";

std::string Holds(std::string_view rule_text) {
  Diagnostics diagnostics;
  const auto rule = ChoiceRule::Read(*Json::Parse(rule_text), "", diagnostics);
  if (diagnostics.Has(Severity::error)) return "refused";
  const auto input = *Json::Parse(kInput);
  const EvaluationContextForTest evaluation_context;
  Scope scope{input, evaluation_context};
  const auto holds = rule.Holds(scope);
  return holds ? (*holds ? "yes" : "no") : holds.error().error;
}

std::string Compare(std::string_view variable, std::string_view op, std::string_view operand) {
  return Holds(JsonObject({{"Variable", variable}, {std::string(op), *Json::Parse(operand)}}).Dump());
}

struct Row {
  std::string_view variable, op, operand, holds;
};

void Check(std::initializer_list<Row> rows) {
  for (const auto& row : rows)
    EXPECT_EQ(Compare(row.variable, row.op, row.operand), row.holds)
        << row.variable << " " << row.op << " " << row.operand;
}

// Every ordering operator against a smaller, an equal and a larger value, as literal and as path.
void CheckOrderings(const std::string& kind, std::string_view variable, std::string_view smaller,
                    std::string_view equal, std::string_view larger, std::string_view equal_path) {
  const auto expect = [&](const std::string& op, bool if_smaller, bool if_equal, bool if_larger) {
    const auto word = [](bool holds) { return holds ? "yes" : "no"; };
    EXPECT_EQ(Compare(variable, kind + op, smaller), word(if_smaller)) << kind << op << " " << smaller;
    EXPECT_EQ(Compare(variable, kind + op, equal), word(if_equal)) << kind << op << " " << equal;
    EXPECT_EQ(Compare(variable, kind + op, larger), word(if_larger)) << kind << op << " " << larger;
    EXPECT_EQ(Compare(variable, kind + op + "Path", equal_path), word(if_equal)) << kind << op << "Path";
    EXPECT_EQ(Compare("$.list", kind + op, equal), "no") << kind << op << " of a list";
    EXPECT_EQ(Compare(variable, kind + op + "Path", "\"$.list\""), "no") << kind << op << "Path to a list";
    EXPECT_EQ(Compare(variable, kind + op + "Path", "\"$.missing\""), "States.Runtime")
        << kind << op << "Path to nothing";
  };
  expect("Equals", false, true, false);
  expect("LessThan", false, false, true);
  expect("GreaterThan", true, false, false);
  expect("LessThanEquals", false, true, true);
  expect("GreaterThanEquals", true, true, false);
}

TEST(ChoiceRule, ComparesInOrder) {
  CheckOrderings("String", "$.s", R"("a")", R"("b")", R"("ba")", R"("$.s2")");
  CheckOrderings("Numeric", "$.n", "1.99", "2.0", "2e1", R"("$.n2")");
  CheckOrderings("Timestamp", "$.t", R"("2026-04-14T07:29:59.999Z")", R"("2026-04-14T07:30:00.000Z")",
                 R"("2026-04-14T07:30:00-01:00")", R"("$.t2")");
}

TEST(ChoiceRule, ComparesTheRest) {
  Check({
      {"$.yes", "BooleanEquals", "true", "yes"},
      {"$.yes", "BooleanEquals", "false", "no"},
      {"$.yes", "BooleanEqualsPath", R"("$.yes2")", "yes"},
      {"$.n", "BooleanEquals", "true", "no"},
      {"$.no", "IsNull", "true", "yes"},
      {"$.n", "IsNull", "false", "yes"},
      {"$.missing", "IsNull", "true", "States.Runtime"},
      {"$.missing", "IsPresent", "false", "yes"},
      {"$.no", "IsPresent", "true", "yes"},
      {"$.list[*]", "IsPresent", "true", "no"},
      {"$.missing[*]", "IsPresent", "false", "yes"},
      {"$unknown", "IsPresent", "false", "yes"},
      {"$answer", "NumericEquals", "42", "yes"},
      {"$$.State.Name", "StringEquals", R"("S")", "yes"},
      {"$.n", "IsNumeric", "true", "yes"},
      {"$.s", "IsNumeric", "false", "yes"},
      {"$.s", "IsString", "true", "yes"},
      {"$.yes", "IsBoolean", "true", "yes"},
      {"$.t", "IsTimestamp", "true", "yes"},
      {"$.s", "IsTimestamp", "true", "no"},
      {"$.s", "StringMatches", R"("*")", "yes"},
      {"$.n", "StringMatches", R"("*")", "no"},
      {"$.missing", "NumericEquals", "1", "States.Runtime"},
  });
}

TEST(ChoiceRule, KnowsAll39Operators) { EXPECT_EQ(ComparisonOperators().size(), 39U); }

TEST(ChoiceRule, MatchesWildcards) {
  for (const auto& [text, pattern] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"foo-23.log", "foo*.log"},
                                                                            {"zebra.log", "*.log"},
                                                                            {"foobar.zebra", "foo*.*"},
                                                                            {"", "*"},
                                                                            {"a*b", "a\\*b"},
                                                                            {"a\\b", "a\\\\b"},
                                                                            {"abcabc", "*abc"}}) {
    EXPECT_TRUE(MatchesWildcard(text, pattern)) << text << " " << pattern;
  }
  for (const auto& [text, pattern] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"foo", "fo"}, {"", "a"}, {"axb", "a\\*b"}, {"ab", "abc*"}, {"aa", "aa*a"}, {"log", "*.log"}}) {
    EXPECT_FALSE(MatchesWildcard(text, pattern)) << text << " " << pattern;
  }
  EXPECT_FALSE(MatchesWildcard(std::string(200'000, 'a'), "*" + std::string(100'000, 'a') + "b*"));
}

TEST(ChoiceRule, JoinsComparisons) {
  const std::string is_two = R"({"Variable":"$.n","NumericEquals":2})";
  const std::string is_three = R"({"Variable":"$.n","NumericEquals":3})";
  const std::string broken = R"({"Variable":"$.missing","NumericEquals":3})";
  EXPECT_EQ(Holds(R"({"And":[)" + is_two + "," + is_two + "]}"), "yes");
  EXPECT_EQ(Holds(R"({"And":[)" + is_three + "," + broken + "]}"), "no");
  EXPECT_EQ(Holds(R"({"Or":[)" + is_two + "," + broken + "]}"), "yes");
  EXPECT_EQ(Holds(R"({"Or":[)" + is_three + "," + is_three + "]}"), "no");
  EXPECT_EQ(Holds(R"({"Or":[)" + is_three + "," + broken + "]}"), "States.Runtime");
  EXPECT_EQ(Holds(R"({"Not":)" + is_three + "}"), "yes");
  EXPECT_EQ(Holds(R"({"Not":{"And":[)" + is_two + R"(,{"Not":)" + is_three + "}]}}"), "no");
}

TEST(ChoiceRule, RejectsWhatIsNoRule) {
  for (const std::string_view rule :
       {"{}", "1", R"({"Variable":"$.n"})", R"({"NumericEquals":1})",
        R"({"Variable":"$.n","NumericEquals":"1"})", R"({"Variable":"$.n","NumericEqualsPath":1})",
        R"({"Variable":"n","NumericEquals":1})", R"j({"Variable":"States.UUID()","NumericEquals":1})j",
        R"({"Variable":"$.n","NumericEquals":1,"StringEquals":"a"})", R"({"Variable":"$.n","Equals":1})",
        R"({"And":[]})", R"({"And":{}})", R"({"Not":[]})",
        R"({"Variable":"$.t","TimestampEquals":"yesterday"})", R"({"Variable":"$.n","IsNull":"true"})",
        R"({"Not":{"Variable":"$.n","IsNull":true,"Next":"X"}})",
        R"({"Variable":"$.n","NumericEquals":1,"End":true})"}) {
    EXPECT_EQ(Holds(rule), "refused") << rule;
  }
}

}  // namespace
}  // namespace fxlake::asl
