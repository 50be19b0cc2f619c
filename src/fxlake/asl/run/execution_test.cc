// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/execution.h"

#include <gtest/gtest.h>

#include "fxlake/asl/run/run_for_test.h"

namespace fxlake::asl {
namespace {

std::string One(const std::string& state) { return R"({"StartAt":"A","States":{"A":)" + state + "}}"; }

struct Row {
  std::string definition;
  std::string input;
  std::string result;
};

void Check(const std::vector<Row>& rows) {
  for (const auto& row : rows)
    EXPECT_EQ(RunForTest().Run(row.definition, row.input), row.result) << row.definition;
}

constexpr std::string_view kAt2 =
    "An error occurred while executing the state 'A' (entered at the event id #2). ";

TEST(Execution, DataFlow) {
  Check({
      {One(R"({"Type":"Pass","End":true})"), R"({"a":1})", R"(SUCCEEDED {"a":1})"},
      {One(R"({"Type":"Pass","InputPath":null,"End":true})"), R"({"a":1})", "SUCCEEDED {}"},
      {One(R"({"Type":"Pass","OutputPath":null,"End":true})"), R"({"a":1})", "SUCCEEDED {}"},
      {One(R"({"Type":"Pass","Result":5,"ResultPath":null,"End":true})"), R"({"a":1})",
       R"(SUCCEEDED {"a":1})"},
      {One(R"({"Type":"Pass","InputPath":"$.a","ResultPath":"$.b","End":true})"), R"({"a":1})",
       R"(SUCCEEDED {"a":1,"b":1})"},
      {One(R"j({"Type":"Pass","Parameters":{"x.$":"$.a","y":{"z.$":"States.Array($.a)"}},"OutputPath":"$.y.z","End":true})j"),
       R"({"a":1})", "SUCCEEDED [1]"},
      {One(R"({"Type":"Succeed","InputPath":"$.a","OutputPath":"$.b"})"), R"({"a":{"b":2}})", "SUCCEEDED 2"},
      {One(R"({"Type":"Pass","InputPath":"$.b","End":true})"), R"({"a":1})",
       "FAILED States.Runtime " + std::string(kAt2) +
           "The JSONPath '$.b' specified for the field 'InputPath' could not be found in the input "
           "'{\"a\":1}'"},
      {One(R"({"Type":"Pass","ResultPath":"$.b","End":true})"), "[1]",
       "FAILED States.ResultPathMatchFailure " + std::string(kAt2) +
           "Unable to apply ReferencePath $.b to input [1]"},
      {One(R"({"Type":"Fail","Error":"E","Cause":"c"})"), "{}", "FAILED E c"},
      {One(R"({"Type":"Fail"})"), "{}", "FAILED "},
      {One(R"j({"Type":"Fail","ErrorPath":"$.e","CausePath":"States.Format('{}!', $.c)"})j"),
       R"({"e":"E","c":"c"})", "FAILED E c!"},
      {One(R"({"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":2,"Next":"B"}]},"B":{"Type":"Succeed"})"),
       R"({"a":1})",
       "FAILED States.NoChoiceMatched " + std::string(kAt2) +
           "Failed to transition out of the state. The state does not point to a next state."},
  });
}

TEST(Execution, ContextObject) {
  RunForTest run;
  EXPECT_EQ(
      run.Run(
          One(R"({"Type":"Pass","Parameters":{"id.$":"$$.Execution.Id","name.$":"$$.State.Name","machine.$":"$$.StateMachine.Name",
                           "input.$":"$$.Execution.Input","start.$":"$$.Execution.StartTime"},"End":true})"),
          R"({"a":1})"),
      R"(SUCCEEDED {"id":"arn:aws:states:us-east-1:123456789012:execution:StateMachine:test","name":"A","machine":"StateMachine","input":{"a":1},)"
      R"("start":"2026-04-12T13:20:00.000Z"})");
}

TEST(Execution, WaitsInVirtualTime) {
  const auto seconds = [](const std::string& wait, const std::string& input) {
    RunForTest run;
    const auto result = run.Run(One(R"({"Type":"Wait",)" + wait + R"(,"End":true})"), input);
    return result.starts_with("SUCCEEDED") ? run.Seconds() : -1;
  };
  EXPECT_EQ(seconds(R"("Seconds":86400)", "{}"), 86400);
  EXPECT_EQ(seconds(R"("SecondsPath":"$.s")", R"({"s":7200})"), 7200);
  EXPECT_EQ(seconds(R"("Timestamp":"2026-04-12T13:20:30.5Z")", "{}"), 30.5);
  EXPECT_EQ(seconds(R"("TimestampPath":"$.t")", R"({"t":"2026-04-12T16:20:00+02:00"})"), 3600);
  EXPECT_EQ(seconds(R"("Timestamp":"2016-01-01T00:00:00Z")", "{}"), 0);
  EXPECT_EQ(seconds(R"("SecondsPath":"$.s")", R"({"s":"soon"})"), -1);
  EXPECT_EQ(seconds(R"("SecondsPath":"$.s")", R"({"s":-1})"), -1);
  EXPECT_EQ(seconds(R"("TimestampPath":"$.t")", R"({"t":"2024-01-01T00:00:00"})"), -1);
}

TEST(Execution, Limits) {
  RunForTest run;
  run.options.limits.state_data_bytes = 100;
  EXPECT_EQ(run.Run(One(R"({"Type":"Pass","Parameters":{"a.$":"$","b.$":"$"},"End":true})"),
                    "\"" + std::string(60, 'x') + "\""),
            "FAILED States.DataLimitExceeded The state/task 'A' returned a result with a size exceeding the "
            "maximum number of bytes "
            "service limit.");
  run.options.limits.events = 50;
  EXPECT_EQ(
      run.Run(
          R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Choice","Choices":[{"Variable":"$.a","IsPresent":true,"Next":"C"}],
                       "Default":"A"},"C":{"Type":"Succeed"}}})"),
      "FAILED States.Runtime The execution reached the maximum number of history events (50).");
  RunForTest deep;
  EXPECT_TRUE(
      deep.Run(
              R"({"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"a.$":"$"},"Next":"B"},"B":{"Type":"Choice","Choices":
                       [{"Variable":"$.b","IsPresent":true,"Next":"C"}],"Default":"A"},"C":{"Type":"Succeed"}}})")
          .starts_with("FAILED States.DataLimitExceeded"));
}

TEST(Execution, TimesOutAsAWhole) {
  RunForTest run;
  EXPECT_EQ(
      run.Run(
          R"({"TimeoutSeconds":10,"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":11,"End":true}}})"),
      "TIMED_OUT States.Timeout");
  EXPECT_EQ(run.Seconds(), 10);
}

TEST(Execution, StopsWhenRequested) {
  RunForTest run;
  std::stop_source source;
  source.request_stop();
  run.options.stop = source.get_token();
  EXPECT_EQ(run.Run(One(R"({"Type":"Wait","Seconds":5,"End":true})")), "ABORTED ");
  EXPECT_EQ(run.history.events().back().type, "ExecutionAborted");
}

TEST(Execution, WritesItsHistory) {
  TasksForTest tasks([](const TaskRequest&) { return Json("done"); });
  RunForTest run;
  run.tasks = &tasks;
  run.Run(
      R"({"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"Next":"P"},
             "P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}]}}})");
  std::vector<std::string> reported;
  for (const auto& event : run.history.events()) {
    reported.push_back(std::to_string(event.id) + "<" + std::to_string(event.previous_id) + " " +
                       std::string(event.type) + (event.state.empty() ? "" : " " + event.state));
  }
  EXPECT_EQ(
      reported,
      (std::vector<std::string>{
          "1<0 ExecutionStarted", "2<1 TaskStateEntered T", "3<2 TaskScheduled T", "4<3 TaskStarted T",
          "5<4 TaskSucceeded T", "6<5 TaskStateExited T", "7<6 ParallelStateEntered P",
          "8<7 ParallelStateStarted P", "9<8 PassStateEntered B", "10<9 PassStateExited B",
          "11<10 ParallelStateSucceeded P", "12<11 ParallelStateExited P", "13<12 ExecutionSucceeded"}));
  EXPECT_EQ(
      ToJson(run.history.events()[2]).Dump(),
      R"({"timestamp":"2026-04-12T13:20:00.000Z","type":"TaskScheduled","id":3,"previousEventId":2,)"
      R"("executionArn":"arn:aws:states:us-east-1:123456789012:execution:StateMachine:test","state":"T","taskScheduledEventDetails":)"
      R"({"resourceType":"lambda","resource":"invoke","region":"us-east-1","parameters":"{\"FunctionName\":\"f\"}"},"parameters":{"FunctionName":"f"}})");
}

}  // namespace
}  // namespace fxlake::asl
