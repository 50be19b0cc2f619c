// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/task_activity.h"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

#include "fxlake/asl/run/run_for_test.h"

namespace fxlake::asl {
namespace {

std::string Task(const std::string& fields) {
  return R"({"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Next":"End")" +
         fields + R"(},"End":{"Type":"Pass","End":true}}})";
}

// Never replies; counts cancelled tasks.
class Silent : public TaskRunner {
 public:
  void Start(TaskRequest, TaskReply) override {}
  void Cancel(std::uint64_t) override { ++cancelled; }
  int cancelled = 0;
};

// Fails the first tasks with these errors, then succeeds with 1.
std::string RunFailing(const std::string& fields, std::vector<std::string> errors, RunForTest& run) {
  std::size_t next = 0;
  TasksForTest tasks([&](const TaskRequest&) -> Evaluated<Json> {
    if (next < errors.size()) return Failure{errors[next++], "because"};
    return Json(1);
  });
  run.tasks = &tasks;
  return run.Run(Task(fields));
}

std::string RunFailing(const std::string& fields, std::vector<std::string> errors) {
  RunForTest run;
  return RunFailing(fields, std::move(errors), run);
}

TEST(TaskActivity, RetriesWithBackoff) {
  const std::string retry =
      R"(,"Retry":[{"ErrorEquals":["A"],"IntervalSeconds":3,"BackoffRate":2,"MaxAttempts":3,"MaxDelaySeconds":10},{"ErrorEquals":["B"],"MaxAttempts":1}])";
  const auto seconds = [&](std::vector<std::string> errors) {
    RunForTest run;
    const auto result = RunFailing(retry, std::move(errors), run);
    return (result == "SUCCEEDED 1" ? "" : result + " ") + Json(run.Seconds()).Dump();
  };
  EXPECT_EQ(seconds({}), "0");
  EXPECT_EQ(seconds({"A"}), "3");
  EXPECT_EQ(seconds({"A", "A", "A"}), "19");
  EXPECT_EQ(seconds({"A", "B", "A", "A"}), "20");
  EXPECT_EQ(seconds({"A", "A", "A", "A"}), "FAILED A because 19");
  EXPECT_EQ(seconds({"B", "B"}), "FAILED B because 1");
  EXPECT_EQ(seconds({"C"}), "FAILED C because 0");
  EXPECT_EQ(RunFailing(R"(,"Retry":[{"ErrorEquals":["A"],"MaxAttempts":0}])", {"A"}), "FAILED A because");
}

TEST(TaskActivity, JitterStaysBelowTheDelay) {
  RunForTest run;
  EXPECT_EQ(
      RunFailing(
          R"(,"Retry":[{"ErrorEquals":["A"],"IntervalSeconds":100,"MaxAttempts":1,"JitterStrategy":"FULL"}])",
          {"A"}, run),
      "SUCCEEDED 1");
  EXPECT_GT(run.Seconds(), 0);
  EXPECT_LT(run.Seconds(), 100);
}

TEST(TaskActivity, CatchesByName) {
  const auto caught = [](const std::string& name, const std::string& error) {
    return RunFailing(R"(,"Catch":[{"ErrorEquals":[")" + name + R"("],"ResultPath":"$.e","Next":"End"}])",
                      {error})
        .starts_with("SUCCEEDED {\"e\":");
  };
  EXPECT_TRUE(caught("A", "A"));
  EXPECT_FALSE(caught("A", "B"));
  EXPECT_TRUE(caught("States.ALL", "A"));
  EXPECT_TRUE(caught("States.ALL", "States.Timeout"));
  EXPECT_FALSE(caught("States.ALL", "States.Runtime"));
  EXPECT_FALSE(caught("States.ALL", "States.DataLimitExceeded"));
  EXPECT_TRUE(caught("States.DataLimitExceeded", "States.DataLimitExceeded"));
  EXPECT_TRUE(caught("States.Runtime", "States.Runtime"));
  EXPECT_TRUE(caught("States.TaskFailed", "Lambda.ServiceException"));
  EXPECT_FALSE(caught("States.TaskFailed", "States.Timeout"));
  EXPECT_FALSE(caught("States.TaskFailed", "States.Runtime"));
}

TEST(TaskActivity, TimesOut) {
  const auto run_silent = [](const std::string& fields, double seconds) {
    Silent tasks;
    RunForTest run;
    run.tasks = &tasks;
    const auto result = run.Run(Task(fields), R"({"t":4})");
    EXPECT_EQ(run.Seconds(), seconds);
    EXPECT_EQ(tasks.cancelled, 1);
    return result;
  };
  EXPECT_EQ(run_silent(R"(,"TimeoutSeconds":3600)", 3600), "FAILED States.Timeout");
  EXPECT_EQ(run_silent(R"(,"TimeoutSecondsPath":"$.t","Parameters":{})", 4), "FAILED States.Timeout");
  EXPECT_EQ(run_silent(R"(,"TimeoutSeconds":3600,"HeartbeatSeconds":60)", 60), "FAILED States.Timeout");
  EXPECT_EQ(
      run_silent(
          R"(,"HeartbeatSeconds":60,"Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"Next":"End"}])", 60),
      R"(SUCCEEDED {"Error":"States.Timeout","Cause":""})");
  EXPECT_EQ(
      run_silent(R"(,"TimeoutSeconds":1,"Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"Next":"End"}])",
                 1),
      "FAILED States.Timeout");
}

TEST(TaskActivity, GivesTheTaskWhatItNeeds) {
  TasksForTest tasks(
      [](const TaskRequest& request) { return Json(request.token.empty() ? "none" : "token"); });
  RunForTest run;
  run.tasks = &tasks;
  EXPECT_EQ(
      run.Run(
          R"({"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"t.$":"$$.Task.Token"},
                       "Credentials":{"RoleArn.$":"$.role"},"TimeoutSeconds":9,"End":true}}})",
          R"({"role":"r"})"),
      "SUCCEEDED \"token\"");
  EXPECT_EQ(tasks.requests[0].parameters.StringAt("t").value(), tasks.requests[0].token);
  EXPECT_EQ(tasks.requests[0].credentials->Dump(), R"({"RoleArn":"r"})");
  EXPECT_EQ(tasks.requests[0].timeout_seconds, 9);
  EXPECT_EQ(tasks.requests[0].state, "T");
  EXPECT_EQ(run.Run(Task(R"(,"ResultSelector":{"r.$":"$"},"ResultPath":"$.task")"), R"({"a":1})"),
            R"(SUCCEEDED {"a":1,"task":{"r":"none"}})");
}

TEST(TaskActivity, CountsRetriesInTheContextObject) {
  int attempts = 0;
  TasksForTest tasks([&](const TaskRequest&) -> Evaluated<Json> {
    if (++attempts < 3) return Failure{"A", "because"};
    return Json();
  });
  RunForTest run;
  run.tasks = &tasks;
  EXPECT_EQ(run.Run(Task(R"(,"Parameters":{"s.$":"$$.State"},"Retry":[{"ErrorEquals":["A"]}])")),
            "SUCCEEDED null");
  ASSERT_EQ(tasks.requests.size(), 3U);
  const auto count = [&](std::size_t i) {
    const auto* found = tasks.requests[i].parameters.Find("s")->Find("RetryCount");
    return found == nullptr ? "none" : found->Dump();
  };
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(count(1), "1");
  EXPECT_EQ(count(2), "2");
  attempts = 2;
  EXPECT_EQ(run.Run(Task(R"(,"Parameters":{"s.$":"$$.State"})")), "SUCCEEDED null");
  EXPECT_EQ(count(3), "none") << "a state without Retry has no count";
}

TEST(TaskActivity, DoesNotTryARuntimeErrorAgain) {
  int attempts = 0;
  TasksForTest tasks([&](const TaskRequest&) -> Evaluated<Json> {
    ++attempts;
    return Failure{"States.Runtime", "because"};
  });
  RunForTest run;
  run.tasks = &tasks;
  EXPECT_EQ(run.Run(Task(R"(,"Retry":[{"ErrorEquals":["States.Runtime","A"]}])")),
            "FAILED States.Runtime because");
  EXPECT_EQ(attempts, 1);
  EXPECT_EQ(run.Run(Task(R"(,"Catch":[{"ErrorEquals":["States.Runtime"],"Next":"End"}])")),
            R"(SUCCEEDED {"Error":"States.Runtime","Cause":"because"})");
}

TEST(TaskActivity, FailsWithoutAnybodyToDoIt) {
  RunForTest run;
  EXPECT_EQ(run.Run(Task("")),
            "FAILED States.TaskFailed no service runs tasks here: arn:aws:states:::lambda:invoke");
}

// A task to which another thread replies, after a heartbeat, in real time.
TEST(TaskActivity, TakesAnswersFromOtherThreads) {
  class Threaded : public TaskRunner {
   public:
    void Start(TaskRequest request, TaskReply reply) override {
      threads_.emplace_back([request = std::move(request), reply] {
        reply.Heartbeat();
        reply.Succeed(request.parameters);
        reply.Fail({"Late", ""});
      });
    }

   private:
    std::vector<std::jthread> threads_;
  } tasks;
  env::SystemClock clock;
  env::SeededRandom random(1);
  const auto definition = ReadDefinition(
      R"({"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"T","States":
      {"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","TimeoutSeconds":60,"HeartbeatSeconds":30,"End":true}}}}}})");
  const auto result =
      Execute(*definition.machine, *Json::Parse("[1,2,3,4,5,6,7,8]"), {clock, random, &tasks}, {});
  EXPECT_EQ(result.output.Dump(), "[1,2,3,4,5,6,7,8]") << result.error << result.cause;
}

TEST(TaskActivity, NamesResources) {
  const auto name = [](std::string_view arn) {
    const auto resource = NameOfResource(arn);
    return resource.type + " " + resource.action;
  };
  EXPECT_EQ(name("arn:aws:states:::lambda:invoke"), "lambda invoke");
  EXPECT_EQ(name("arn:aws:states:::glue:startJobRun.sync"), "glue startJobRun.sync");
  EXPECT_EQ(name("arn:aws:states:::states:startExecution.sync:2"), "states startExecution.sync:2");
  EXPECT_EQ(name("arn:aws:states:::aws-sdk:s3:listBuckets"), "aws-sdk:s3 listBuckets");
  EXPECT_EQ(name("arn:aws:lambda:us-east-1:123456789012:function:f"),
            "lambda arn:aws:lambda:us-east-1:123456789012:function:f");
}

}  // namespace
}  // namespace fxlake::asl
