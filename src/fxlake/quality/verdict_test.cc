// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/verdict.h"

#include <gtest/gtest.h>

namespace fxlake::quality {
namespace {

query::Table Answer(std::vector<std::vector<std::optional<std::string>>> rows) {
  query::Table table;
  // As Athena names them, and in another order.
  for (const char* name : {"VERDICT", "rule", "expected", "observed", "rule_number"})
    table.columns.push_back({name, "varchar", query::ValueKind::text});
  table.rows = std::move(rows);
  return table;
}

TEST(VerdictTest, ReportsInTheOrderOfTheRules) {
  const auto report = ReadVerdicts(Answer({{"fail", "B", "= 0", "7", "2"},
                                           {"pass", "A", "> 0", "4", "1"},
                                           {"error", "C", "", "no column", "3"}}),
                                   3);
  ASSERT_TRUE(report.has_value()) << report.error().message();
  EXPECT_FALSE(report->passed());
  EXPECT_FALSE(report->ToText().contains("pass   A")) << "what passed is in the count";
  EXPECT_EQ(report->ToText(true),
            "pass   A\n"
            "fail   B\n"
            "       observed 7, expected = 0\n"
            "error  C\n"
            "       no column\n"
            "1 of 3 rules passed, 1 failed, 1 could not be checked\n");
  EXPECT_EQ(
      report->ToJson().Dump(),
      R"({"passed":false,"rules":3,"failed":1,"errors":1,"verdicts":[{"rule":"A","verdict":"pass","observed":"4","expected":"> 0"},)"
      R"({"rule":"B","verdict":"fail","observed":"7","expected":"= 0"},)"
      R"({"rule":"C","verdict":"error","observed":"no column","expected":""}]})");
}

TEST(VerdictTest, PassesOnlyWithRulesThatPass) {
  EXPECT_TRUE(ReadVerdicts(Answer({{"pass", "A", "> 0", "4", "1"}}), 1)->passed());
  EXPECT_FALSE(QualityReport().passed());
}

TEST(VerdictTest, RejectsAnAnswerThatIsNotWhole) {
  const std::vector<std::optional<std::string>> good = {"pass", "A", "> 0", "4", "1"};
  for (const auto& [table, rules] :
       {std::pair(Answer({good}), 2), std::pair(Answer({good, good}), 2), std::pair(Answer({}), 1),
        std::pair(Answer({{"maybe", "A", "> 0", "4", "1"}}), 1),
        std::pair(Answer({{std::nullopt, "A", "> 0", "4", "1"}}), 1),
        std::pair(Answer({{"pass", "A", "> 0", "4", "one"}}), 1), std::pair(Answer({{"pass"}}), 1),
        std::pair(query::Table(), 0)}) {
    const auto report = ReadVerdicts(table, static_cast<std::size_t>(rules));
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().kind(), ErrorKind::corrupt);
  }
}

}  // namespace
}  // namespace fxlake::quality
