// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/definition.h"

#include <gtest/gtest.h>

namespace fxlake::asl {
namespace {

// A machine with one Task state "T" with these additional fields, and a Pass state "P" for catchers.
std::string Task(const std::string& fields) {
  return R"({"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Next":"P")" +
         std::string(fields.empty() ? "" : ",") + fields + R"(},"P":{"Type":"Pass","End":true}}})";
}

std::string One(const std::string& state) { return R"({"StartAt":"A","States":{"A":)" + state + "}}"; }

std::string Map(const std::string& fields) {
  return One(
      R"({"Type":"Map","End":true,"ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}})" +
      std::string(fields.empty() ? "" : ",") + fields + "}");
}

// "" for a valid definition, else the pointer of the first error.
std::string FirstError(const std::string& text, WorkflowType type = WorkflowType::standard) {
  const auto definition = ReadDefinition(text, type);
  for (const auto& diagnostic : definition.diagnostics.all()) {
    if (diagnostic.severity == Severity::error)
      return diagnostic.pointer.empty() ? "definition" : diagnostic.pointer;
  }
  return "";
}

struct Row {
  std::string text;
  std::string first_error;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& row : rows) EXPECT_EQ(FirstError(row.text), row.first_error) << row.text;
}

TEST(Definition, MayBeginWithAByteOrderMark) {
  EXPECT_EQ(FirstError("\xEF\xBB\xBF" + One(R"({"Type":"Pass","End":true})")), "");
}

TEST(Definition, AcceptsWhatAwsAccepts) {
  for (
      const auto& text : {
          One(R"({"Type":"Pass","End":true,"Comment":"c"})"),
          R"({"Comment":"c","Version":"1.0","TimeoutSeconds":60,"QueryLanguage":"JSONPath","StartAt":"A","States":{"A":{"Type":"Succeed"}}})" +
              std::string(),
          One(R"({"Type":"Pass","Result":{"x.$":"no path"},"End":true})"),
          One(R"({"Type":"Pass","InputPath":null,"OutputPath":null,"ResultPath":null,"Parameters":[{"a.$":"$.b"}],"End":true})"),
          One(R"j({"Type":"Fail","ErrorPath":"$.e","CausePath":"States.Format('{}', $.c)"})j"),
          One(R"({"Type":"Fail"})"),
          One(R"({"Type":"Wait","SecondsPath":"$.s","End":true})"),
          Task(R"("TimeoutSecondsPath":"$.t","HeartbeatSeconds":5)"),
          Task(
              R"("Retry":[{"ErrorEquals":["A","B"],"BackoffRate":3},{"ErrorEquals":["States.ALL"],"JitterStrategy":"FULL","MaxDelaySeconds":9,"Comment":"c"}])"),
          Task(
              R"("Catch":[{"ErrorEquals":["States.ALL"],"Next":"P","ResultPath":"$.e","Assign":{"x.$":"$.Cause"}}])"),
          Map(R"("ItemsPath":"$.a","MaxConcurrencyPath":"$.m","Label":"L","ItemBatcher":{"MaxItemsPerBatch":2})"),
          Map(R"("ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"CSV","CSVHeaderLocation":"GIVEN","CSVHeaders":["a"]}})"),
          One(R"({"Type":"Task","Resource":"${Placeholder}","End":true})"),
          One(R"({"Type":"Pass","QueryLanguage":"JSONata","Output":"{% 1 + 2 %}","End":true})"),
      }) {
    EXPECT_EQ(FirstError(text), "") << text;
  }
}

TEST(Definition, RejectsWhatIsNoMachine) {
  Check({
      {"", "definition"},
      {"[]", "definition"},
      {"{}", "definition"},
      {"\xff", "definition"},
      {R"({"StartAt":"A"})", "definition"},
      {R"({"States":{"A":{"Type":"Succeed"}}})", "definition"},
      {R"({"StartAt":"A","States":{}})", "/States"},
      {R"({"StartAt":"B","States":{"A":{"Type":"Succeed"}}})", "/StartAt"},
      {R"({"StartAt":"A","Version":"2.0","States":{"A":{"Type":"Succeed"}}})", "/Version"},
      {R"({"StartAt":"A","Extra":1,"States":{"A":{"Type":"Succeed"}}})", "/Extra"},
      {R"({"StartAt":"A","StartAt":"A","States":{"A":{"Type":"Succeed"}}})", "definition"},
      {std::string(600, '[') + std::string(600, ']'), "definition"},
      {"\"" + std::string(2 << 20, 'x') + "\"", "definition"},
  });
}

TEST(Definition, RejectsBrokenTransitions) {
  Check({
      {One(R"({"Type":"Pass","Next":"B"})"), "/States/A/Next"},
      {One(R"({"Type":"Pass"})"), "/States/A"},
      {One(R"({"Type":"Pass","Next":"A","End":true})"), "/States/A"},
      {One(R"({"Type":"Pass","End":false})"), "/States/A"},
      {One(R"({"Type":"Pass","Next":"A"})"), "definition"},
      {R"({"StartAt":"A","States":{"A":{"Type":"Succeed"},"B":{"Type":"Succeed"}}})", "/States/B"},
      {R"({"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"A"}]}}})",
       "definition"},
      {Task(R"("Catch":[{"ErrorEquals":["X"],"Next":"Q"}])"), "/States/T/Catch/0/Next"},
      {One(R"({"Type":"Parallel","End":true,"Branches":[{"StartAt":"B","States":{"B":{"Type":"Pass","Next":"A"}}}]})"),
       "/States/A/Branches/0/States/B/Next"},
      {One(R"({"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}]})"),
       "/States/A/Branches/0/States/A"},
      {One(R"({"Type":"Succeed","Next":"A"})"), "/States/A/Next"},
      {R"({"StartAt":"~/","States":{"~/":{"Type":"Nope"}}})", "/States/~0~1/Type"},
      {R"({"StartAt":")" + std::string(81, 'n') + R"(","States":{")" + std::string(81, 'n') +
           R"(":{"Type":"Succeed"}}})",
       "/States/" + std::string(81, 'n')},
  });
}

TEST(Definition, RejectsWrongFields) {
  Check({
      {One(R"({"Type":"Pass","End":true,"Paramters":{}})"), "/States/A/Paramters"},
      {One(R"({"Type":"Pass","End":true,"ResultSelector":{}})"), "/States/A/ResultSelector"},
      {One(R"({"Type":"Pass","End":true,"Output":1})"), "/States/A/Output"},
      {One(R"({"Type":"Pass","QueryLanguage":"JSONata","End":true,"OutputPath":"$"})"),
       "/States/A/OutputPath"},
      {One(R"({"Type":"Pass","QueryLanguage":"JSONata","End":true,"Output":"10 %}"})"), "/States/A/Output"},
      {One(R"({"Type":"Pass","End":true,"InputPath":"a"})"), "/States/A/InputPath"},
      {One(R"({"Type":"Pass","End":true,"ResultPath":"$.a[*]"})"), "/States/A/ResultPath"},
      {One(R"({"Type":"Pass","End":true,"Parameters":{"a.$":"b"}})"), "/States/A/Parameters/a.$"},
      {One(R"({"Type":"Pass","End":true,"Parameters":{"a":{"b.$":1}}})"), "/States/A/Parameters/a/b.$"},
      {One(R"j({"Type":"Pass","End":true,"Parameters":{"a.$":"States.Nope()"}})j"),
       "/States/A/Parameters/a.$"},
      {One(R"({"Type":"Pass","End":true,"Assign":{"states":1}})"), "/States/A/Assign/states"},
      {One(R"({"Type":"Fail","Error":"a","ErrorPath":"$.b"})"), "/States/A"},
      {One(R"({"Type":"Fail","ResultPath":"$.b"})"), "/States/A/ResultPath"},
      {One(R"({"Type":"Wait","End":true})"), "/States/A"},
      {One(R"({"Type":"Wait","Seconds":1,"Timestamp":"2026-01-01T00:00:00Z","End":true})"), "/States/A"},
      {One(R"({"Type":"Wait","Seconds":-1,"End":true})"), "/States/A/Seconds"},
      {One(R"({"Type":"Wait","Timestamp":"2026-01-01 00:00:00Z","End":true})"), "/States/A/Timestamp"},
      {One(R"({"Type":"Task","End":true})"), "/States/A"},
      {One(R"({"Type":"Task","Resource":"lambda","End":true})"), "/States/A/Resource"},
      {One(R"({"Type":"Choice","Choices":[]})"), "/States/A/Choices"},
      {One(R"({"Type":"Parallel","End":true})"), "/States/A/Branches"},
      {Task(R"("TimeoutSeconds":0)"), "/States/T/TimeoutSeconds"},
      {Task(R"("TimeoutSeconds":1.5)"), "/States/T/TimeoutSeconds"},
      {Task(R"("TimeoutSeconds":5,"TimeoutSecondsPath":"$.t")"), "/States/T"},
      {Task(R"("TimeoutSeconds":5,"HeartbeatSeconds":5)"), "/States/T/HeartbeatSeconds"},
      {Task(R"("Credentials":"role")"), "/States/T/Credentials"},
      {Task(R"("Credentials":{})"), "/States/T/Credentials"},
      {Task(R"("Credentials":{"RoleArn":""})"), "/States/T/Credentials/RoleArn"},
      {Task(R"("Credentials":{"RoleArn":5})"), "/States/T/Credentials/RoleArn"},
      {Task(R"("Credentials":{"Role":"arn"})"), "/States/T/Credentials/Role"},
      {Task(R"("Credentials":{"RoleArn":"arn","RoleArn.$":"$.r"})"), "/States/T/Credentials"},
      {Task(R"("Credentials":{"RoleArn.$":"r"})"), "/States/T/Credentials/RoleArn.$"},
      {One(R"({"Type":"Pass","End":true,"Assign":{"":1}})"), "/States/A/Assign/"},
      {One(R"({"Type":"Pass","End":true,"Assign":{"1a":1}})"), "/States/A/Assign/1a"},
      {One(R"({"Type":"Pass","End":true,"Assign":{"a b":1}})"), "/States/A/Assign/a b"},
      {One(R"({"Type":"Pass","End":true,"Assign":{"$a":1}})"), "/States/A/Assign/$a"},
      {One(R"({"Type":"Pass","End":true,"Assign":{")" + std::string(81, 'n') + R"(":1}})"),
       "/States/A/Assign/" + std::string(81, 'n')},
      {One(R"j({"Type":"Pass","End":true,"Parameters":{"a.$":"States.MathAdd('1', 2)"}})j"),
       "/States/A/Parameters/a.$"},
      {One(R"j({"Type":"Pass","End":true,"Parameters":{"a.$":"States.Format('\\q')"}})j"),
       "/States/A/Parameters/a.$"},
  });
}

TEST(Definition, RejectsWrongRetryAndCatch) {
  Check({
      {Task(R"("Retry":{})"), "/States/T/Retry"},
      {Task(R"("Retry":[{}])"), "/States/T/Retry/0/ErrorEquals"},
      {Task(R"("Retry":[{"ErrorEquals":[]}])"), "/States/T/Retry/0/ErrorEquals"},
      {Task(R"("Retry":[{"ErrorEquals":[1]}])"), "/States/T/Retry/0/ErrorEquals/0"},
      {Task(R"("Retry":[{"ErrorEquals":["States.ALL","A"]}])"), "/States/T/Retry/0/ErrorEquals"},
      {Task(R"("Retry":[{"ErrorEquals":["States.ALL"]},{"ErrorEquals":["A"]}])"),
       "/States/T/Retry/0/ErrorEquals"},
      {Task(R"("Retry":[{"ErrorEquals":["A"],"BackoffRate":0.5}])"), "/States/T/Retry/0/BackoffRate"},
      {Task(R"("Retry":[{"ErrorEquals":["A"],"MaxAttempts":-1}])"), "/States/T/Retry/0/MaxAttempts"},
      {Task(R"("Retry":[{"ErrorEquals":["A"],"JitterStrategy":"HALF"}])"),
       "/States/T/Retry/0/JitterStrategy"},
      {Task(R"("Retry":[{"ErrorEquals":["A"],"Next":"P"}])"), "/States/T/Retry/0/Next"},
      {Task(R"("Catch":[{"ErrorEquals":["A"]}])"), "/States/T/Catch/0"},
      {Task(R"("Catch":[{"ErrorEquals":["A"],"Next":"P","ResultPath":"a"}])"),
       "/States/T/Catch/0/ResultPath"},
      {One(R"({"Type":"Pass","End":true,"Catch":[{"ErrorEquals":["A"],"Next":"A"}]})"), "/States/A/Catch"},
  });
}

TEST(Definition, RejectsWrongMaps) {
  Check({
      {One(R"({"Type":"Map","End":true})"), "/States/A"},
      {Map(R"("Iterator":{"StartAt":"J","States":{"J":{"Type":"Pass","End":true}}})"), "/States/A"},
      {Map(R"("ItemSelector":{},"Parameters":{})"), "/States/A"},
      {One(R"({"Type":"Map","End":true,"ItemProcessor":{"QueryLanguage":"JSONata","StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}})"),
       "/States/A/ItemProcessor/QueryLanguage"},
      {One(R"({"Type":"Map","End":true,"Iterator":{"QueryLanguage":"JSONPath","StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}})"),
       "/States/A/Iterator/QueryLanguage"},
      {Map(R"("ItemReader":{"Resource":"r","ReaderConfig":{"InputType":"JSON","MaxItems":-1}})"),
       "/States/A/ItemReader/ReaderConfig/MaxItems"},
      {Map(R"("ToleratedFailureCount":1,"ToleratedFailureCountPath":"$.t")"), "/States/A"},
      {Map(R"("ToleratedFailurePercentage":101)"), "/States/A/ToleratedFailurePercentage"},
      {Map(R"("MaxConcurrency":-1)"), "/States/A/MaxConcurrency"},
      {Map(R"("ItemsPath":null)"), "/States/A/ItemsPath"},
      {Map(R"("ItemBatcher":{})"), "/States/A/ItemBatcher"},
      {Map(R"("ItemReader":{"Resource":"r","ReaderConfig":{"InputType":"XML"}})"),
       "/States/A/ItemReader/ReaderConfig/InputType"},
      {Map(R"("ResultWriter":{})"), "/States/A/ResultWriter"},
      {One(R"({"Type":"Pass","Assign":{"v":1},"Next":"M"},"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"I","States":
           {"I":{"Type":"Pass","Assign":{"v":2},"End":true}}}})"),
       "/States/M/ItemProcessor/States/I/Assign/v"},
  });
  for (const std::string label : {"", "a b", "a*", "a<", "a}", "a:", "a$", "a`", "a\\u0001", "a\\u0085"}) {
    EXPECT_EQ(FirstError(Map(R"("Label":")" + label + "\"")), "/States/A/Label") << label;
  }
  EXPECT_EQ(FirstError(Map(R"("Label":")" + std::string(41, 'l') + "\"")), "/States/A/Label");
}

TEST(Definition, ExpressWorkflowsMayNotWait) {
  for (const std::string resource :
       {"arn:aws:states:::glue:startJobRun.sync", "arn:aws:states:::states:startExecution.sync:2",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "arn:aws:states:us-east-1:123456789012:activity:a"}) {
    const auto text = One(R"({"Type":"Task","Resource":")" + resource + R"(","End":true})");
    EXPECT_EQ(FirstError(text), "") << resource;
    EXPECT_EQ(FirstError(text, WorkflowType::express), "/States/A/Resource") << resource;
  }
}

TEST(Definition, SuggestsAndExplains) {
  const auto definition =
      ReadDefinition(R"({"StartAt":"Firs","States":{"First":{"Type":"Pass","Ende":true,"End":true}}})");
  std::vector<std::string> texts;
  for (const auto& diagnostic : definition.diagnostics.all()) texts.push_back(ToText(diagnostic));
  EXPECT_EQ(
      texts,
      (std::vector<std::string>{
          R"(/States/First/Ende: a Pass state has no field "Ende"; did you mean "End"?)",
          R"(/StartAt: there is no state "Firs" in this scope; expected the name of a state of the same States; did you mean "First"?)"}));
}

TEST(Definition, JsonataCanRun) {
  const auto definition = ReadDefinition(
      R"({"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
      "Arguments":{"a":"{% $states.input %}"},"TimeoutSeconds":"{% 5 %}","Assign":{"x":"{% 1 %}"},"Output":"{% $states.result %}","End":true}}})");
  EXPECT_TRUE(definition.valid());
  EXPECT_NE(definition.machine, nullptr);
}

TEST(Definition, JsonataExpressionsAreWhole) {
  const auto check = [](const std::string& condition, bool valid) {
    const auto definition = ReadDefinition(
        R"({"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Condition":)" +
        condition + R"(,"Next":"B"}],"Default":"B"},"B":{"Type":"Succeed"}}})");
    EXPECT_EQ(definition.valid(), valid) << condition;
  };
  check(R"("{% $states.input.a > 1 %}")", true);
  check("true", true);
  check(R"("true")", false);
  check(R"("{% true")", false);
  check(R"(" {% true %}")", false);
  check(R"("{% %}")", false);
  check(R"("{%%}")", false);
  check(R"("{%}")", false);
  check("1", false);
}

}  // namespace
}  // namespace fxlake::asl
