// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/jsonata_conversion.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "fxlake/asl/run/mocks.h"
#include "fxlake/asl/run/run_for_test.h"

namespace fxlake::asl {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(std::string(FXLAKE_ROOT) + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The same result from a definition in JSONPath and from what it becomes; that result.
std::string Both(const std::string& definition, const std::string& input) {
  const auto conversion = ConvertToJsonata(*Json::Parse(definition));
  EXPECT_TRUE(conversion.notes.empty()) << conversion.notes.front().text;
  const auto before = RunForTest().Run(definition, input);
  const auto after = RunForTest().Run(conversion.definition.Dump(), input);
  EXPECT_EQ(before, after) << conversion.definition.DumpPretty();
  return before;
}

std::string One(const std::string& state) { return R"({"StartAt":"A","States":{"A":)" + state + "}}"; }

TEST(JsonataConversion, StatesDoWhatTheyDid) {
  const std::string input = R"({"a":{"b":[1,2,3],"s":"x-y"},"n":2,"list":[{"v":1},{"v":2}],"one":[{"v":7}]})";
  const std::vector<std::string> states = {
      R"({"Type":"Pass","End":true})",
      R"({"Type":"Pass","Result":{"r":[1,[2]]},"ResultPath":"$.a.c","End":true})",
      R"({"Type":"Pass","InputPath":"$.a","ResultPath":"$.copy","OutputPath":"$.copy.b","End":true})",
      R"j({"Type":"Pass","Parameters":{"x.$":"$.list[*].v","y":{"z.$":"States.Format('{} and {}!', $.n, $.a.s)"},"one.$":"$.one[*].v"},"End":true})j",
      R"j({"Type":"Pass","Parameters":{"x.$":"States.Array($.a.b, $.n, 'q')","sum.$":"States.MathAdd($.n, 5)","split.$":"States.StringSplit($.a.s, '-')"},"ResultPath":"$.r","End":true})j",
      R"j({"Type":"Pass","Parameters":{"r.$":"States.ArrayRange(1, 9, 4)","p.$":"States.ArrayPartition($.a.b, 2)","l.$":"States.ArrayLength($.a.b)","g.$":"States.ArrayGetItem($.a.b, 1)","c.$":"States.ArrayContains($.a.b, $.n)","m.$":"States.JsonMerge($.a, $.one[0], false)"},"End":true})j",
      R"({"Type":"Pass","Parameters":{"slice.$":"$.a.b[0:2]","name.$":"$$.State.Name","list.$":"$.a.b[0,2]"},"End":true})",
      R"({"Type":"Succeed","InputPath":"$.a","OutputPath":"$.s"})",
      R"({"Type":"Map","ItemsPath":"$.list","ItemSelector":{"k.$":"$.n","v.$":"$$.Map.Item.Value.v"},"ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":{"x.$":"$.v"},"ResultPath":"$.w","End":true}}},"ResultSelector":{"all.$":"$[*].w.x"},"ResultPath":"$.mapped","End":true})",
      R"({"Type":"Parallel","Parameters":{"q.$":"$.n"},"Branches":[{"StartAt":"P","States":{"P":{"Type":"Pass","OutputPath":"$.q","End":true}}}],"ResultPath":"$.branches","End":true})",
      R"({"Type":"Pass","Assign":{"v.$":"$.n"},"Next":"B"},"B":{"Type":"Pass","Parameters":{"v.$":"$v"},"End":true})",
      R"j({"Type":"Fail","ErrorPath":"$.a.s","CausePath":"States.Format('{}', $.n)"})j",
  };
  for (const auto& state : states) Both(One(state), input);
}

TEST(JsonataConversion, ConditionsHoldWhereTheyDid) {
  const std::vector<std::string> rules = {
      R"("Variable":"$.n","NumericGreaterThan":1)",
      R"("Variable":"$.n","NumericEqualsPath":"$.m")",
      R"("Variable":"$.s","StringMatches":"a*.[x]")",
      R"("Variable":"$.s","StringLessThan":"b")",
      R"("Variable":"$.gone","IsPresent":false)",
      R"("Variable":"$.s","IsString":true)",
      R"("Variable":"$.s","NumericLessThan":3)",
      R"("Variable":"$.t","TimestampLessThan":"2024-01-01T00:00:00Z")",
      R"("Variable":"$.t","IsTimestamp":true)",
      R"("Variable":"$.z","IsNull":true)",
      R"("Not":{"Variable":"$.b","BooleanEquals":true})",
      R"("And":[{"Variable":"$.b","IsBoolean":true},{"Or":[{"Variable":"$.n","NumericEquals":9},{"Variable":"$.n","NumericLessThanEquals":3}]}])",
  };
  for (const auto& rule : rules) {
    const auto machine = One(
        R"({"Type":"Choice","Choices":[{)" + rule +
        R"(,"Next":"Yes"}],"Default":"No"},"Yes":{"Type":"Pass","Result":"yes","End":true},"No":{"Type":"Pass","Result":"no","End":true})");
    Both(machine, R"({"n":2,"m":2,"s":"ab.[x]","b":true,"t":"2023-05-05T00:00:00Z","z":null})");
    Both(machine, R"({"n":5,"m":2.0,"s":"c","b":false,"t":"2025-05-05T00:00:00Z","z":1})");
  }
}

TEST(JsonataConversion, NamesWhatStaysInJsonPath) {
  const auto conversion = ConvertToJsonata(*Json::Parse(One(
      R"({"Type":"Pass","InputPath":"$.list[?(@.v > 1)]","Next":"B"},"B":{"Type":"Pass","OutputPath":"$[0]","End":true})")));
  ASSERT_EQ(conversion.notes.size(), 1);
  EXPECT_EQ(conversion.notes[0].pointer, "/States/A");
  EXPECT_EQ(conversion.definition.Find("QueryLanguage"), nullptr);
  EXPECT_EQ(RunForTest().Run(conversion.definition.Dump(), R"({"list":[{"v":1},{"v":2}]})"),
            R"(SUCCEEDED {"v":2})");
}

// The path of states and what came of it.
std::string Outcome(const std::string& definition, const std::string& mocks, const std::string& test_case) {
  RunForTest run;
  auto tasks = MockTaskRunner::Read(mocks, "", test_case);
  EXPECT_TRUE(tasks) << test_case;
  run.tasks = tasks->get();
  const auto result = run.Run(definition, "{}");
  std::string text;
  for (const auto& event : run.history.events()) {
    if (event.type.ends_with("StateEntered")) text += event.state + "\n";
  }
  return text + result;
}

TEST(JsonataConversion, ThePipelinesWorkflowDoesTheSameInJsonata) {
  auto text = ReadFile("/workflows/fxlake.asl.json");
  for (auto at = text.find("${"); at != std::string::npos; at = text.find("${", at))
    text.replace(at, text.find('}', at) + 1 - at, "arn:aws:lambda:eu-central-1:123456789012:function:name");
  const auto mocks = ReadFile("/tests/workflows/fxlake.mocks.json");
  const auto conversion = ConvertToJsonata(*Json::Parse(text));
  ASSERT_TRUE(conversion.notes.empty()) << conversion.notes[0].pointer << conversion.notes[0].text;
  int cases = 0;
  const auto config = *Json::Parse(mocks);
  for (const auto& [machine, content] : config.Find("StateMachines")->object()) {
    for (const auto& [name, states] : content.Find("TestCases")->object()) {
      EXPECT_EQ(Outcome(text, mocks, name), Outcome(conversion.definition.Dump(), mocks, name)) << name;
      ++cases;
    }
  }
  EXPECT_GE(cases, 10);
}

}  // namespace
}  // namespace fxlake::asl
