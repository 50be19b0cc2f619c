// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/mocks.h"

#include <gtest/gtest.h>

#include "fxlake/asl/run/run_for_test.h"

namespace fxlake::asl {
namespace {

std::string Config(const std::string& response) {
  return R"({"StateMachines":{"A":{"TestCases":{"Other":{}}},"B":{"TestCases":{"Case":{"T":"R"}}}},"MockedResponses":{"R":)" +
         response + "}}";
}

std::string Mocked(const std::string& response,
                   const std::string& resource = "arn:aws:states:::lambda:invoke") {
  const auto mocks = MockTaskRunner::Read(Config(response), "", "Case");
  if (!mocks) return "refused";
  RunForTest run;
  run.tasks = mocks->get();
  return run.Run(R"({"StartAt":"T","States":{"T":{"Type":"Task","Resource":")" + resource +
                 R"(","Retry":[{"ErrorEquals":["E"]}],"End":true}}})");
}

TEST(MockTaskRunner, AnswersByAttempt) {
  EXPECT_EQ(Mocked(R"({"0":{"Return":{"Payload":1}}})"), R"(SUCCEEDED {"Payload":1})");
  EXPECT_EQ(Mocked(R"({"0":{"Return":{"StatusCode":200,"Payload":1}}})",
                   "arn:aws:lambda:us-east-1:123456789012:function:f"),
            "SUCCEEDED 1");
  EXPECT_EQ(Mocked(R"({"0-1":{"Throw":{"Error":"E","Cause":"c"}},"2":{"Return":7}})"), "SUCCEEDED 7");
  EXPECT_EQ(Mocked(R"({"0-9":{"Throw":{"Error":"E","Cause":"c"}}})"), "FAILED E c");
  EXPECT_EQ(Mocked(R"({"0":{"Throw":{"Error":"E"}},"5":{"Return":7}})"),
            "FAILED States.TaskFailed the mock of the state \"T\" has no result for attempt 1");
}

TEST(MockTaskRunner, RejectsWhatIsNoMock) {
  for (const std::string response :
       {"{}", "[]", R"({"x":{"Return":1}})", R"({"0":{}})", R"({"2-1":{"Return":1}})", R"({"0":1})"}) {
    EXPECT_EQ(Mocked(response), "refused") << response;
  }
  EXPECT_FALSE(MockTaskRunner::Read("{", "", "Case"));
  EXPECT_FALSE(MockTaskRunner::Read(Config(R"({"0":{"Return":1}})"), "", "Nope"));
  EXPECT_FALSE(MockTaskRunner::Read(Config(R"({"0":{"Return":1}})"), "A", "Case"));
  EXPECT_TRUE(MockTaskRunner::Read(Config(R"({"0":{"Return":1}})"), "B", "Case"));
}

TEST(MockTaskRunner, HandsOnWhatItDoesNotMock) {
  TasksForTest otherwise([](const TaskRequest&) { return Json("real"); });
  const auto mocks = MockTaskRunner::Read(Config(R"({"0":{"Return":1}})"), "", "Case", &otherwise);
  RunForTest run;
  run.tasks = mocks->get();
  EXPECT_EQ(
      run.Run(
          R"({"StartAt":"U","States":{"U":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}}})"),
      R"(SUCCEEDED "real")");
}

}  // namespace
}  // namespace fxlake::asl
