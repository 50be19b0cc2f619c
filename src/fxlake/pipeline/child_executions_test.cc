// SPDX-License-Identifier: Apache-2.0
// Executions that start executions: the responses have AWS's form and error names.
#include "fxlake/pipeline/child_executions.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <set>

#include "fxlake/asl/definition/definition.h"

namespace fxlake::pipeline {
namespace {

constexpr std::string_view kPlace = "arn:aws:states:us-east-1:123456789012:";

// The machine "echo" returns its input, "fail" fails, "wait" waits until it is stopped; "full" is throttled,
// "bad" cannot run.
class Fixture : public asl::TaskRunner {
 public:
  // "SUCCEEDED output" of an execution of one task, or "FAILED error cause"; request ids are omitted.
  std::string FetchRequest(const std::string& ending, const std::string& parameters,
                           const std::string& more = "") {  // `more` with a time-out passes it at once
    const auto definition = asl::ReadDefinition(fmt::format(
        R"({{"StartAt":"T","States":{{"T":{{"Type":"Task","Resource":"arn:aws:states:::states:startExecution{}","Parameters":{},{}"End":true}}}}}})",
        ending, parameters, more));
    if (definition.machine == nullptr) return "INVALID " + asl::ToText(definition.diagnostics.all().front());
    const auto result = asl::Execute(*definition.machine, Json::EmptyObject(), {clock_, random_, this},
                                     {.name = "parent", .virtual_time = !more.empty()});
    children_.emplace(Begin(), clock_, random_, std::stop_token());  // the running ones have ended
    if (result.status == asl::ExecutionStatus::succeeded) {
      auto output = result.output;
      if (output.Find("SdkResponseMetadata") != nullptr) output.Set("SdkResponseMetadata", "*");
      return "SUCCEEDED " + output.Dump();
    }
    const auto request = result.cause.find("; Request ID");
    return fmt::format("{} {} {}", asl::NameOf(result.status), result.error, result.cause.substr(0, request));
  }
  void Start(asl::TaskRequest request, asl::TaskReply reply) override {
    using Answer = ChildExecutions::Answer;
    const auto answer = request.resource.ends_with(".sync")     ? Answer::ended_text
                        : request.resource.ends_with(".sync:2") ? Answer::ended_json
                                                                : Answer::begun;
    children_->Start(request, std::move(reply), answer);
  }
  void Cancel(std::uint64_t task) override { children_->Cancel(task); }

  std::vector<std::string> ended;  // outcomes of those begun

 private:
  BeginChild Begin() {
    return [this](const ChildRequest& child) -> Result<ChildWork> {
      if (child.name.contains('/')) return InvalidInput("no slash");
      if (child.machine == "full") return Throttled("64 executions of this run are running");
      if (child.machine == "bad") return Corrupt("bad: it cannot run");
      if (!std::set<std::string>{"echo", "fail", "wait"}.contains(child.machine)) return NotFound("none");
      if (!names_.insert(child.name).second) return Conflict("taken");
      return [this, child](const std::stop_token& stop) {
        auto result = Work(child, stop);
        const std::lock_guard lock(guard_);
        ended.push_back(child.name + " " + std::string(asl::NameOf(result.status)));
        return result;
      };
    };
  }
  static asl::ExecutionResult Work(const ChildRequest& child, const std::stop_token& stop) {
    using asl::ExecutionStatus;
    if (child.machine == "echo") return {ExecutionStatus::succeeded, child.input, "", ""};
    if (child.machine == "fail") return {ExecutionStatus::failed, {}, "Order.Lost", "it \"fell\""};
    std::mutex guard;
    std::condition_variable_any changed;
    std::unique_lock lock(guard);
    changed.wait(lock, stop, [] { return false; });
    return {ExecutionStatus::aborted, {}, "", ""};
  }

  env::ManualClock clock_{Instant::FromMicros(1'776'000'000'000'000)};
  env::SeededRandom random_{1};
  std::mutex guard_;
  std::set<std::string> names_;
  std::optional<ChildExecutions> children_{std::in_place, Begin(), clock_, random_, std::stop_token()};
};

std::string Described(const std::string& machine, const std::string& input, const std::string& status,
                      const std::string& redrive) {
  return fmt::format(
      R"({{"ExecutionArn":"{0}execution:{1}:a","Input":{2},"InputDetails":{{"Included":true}},"Name":"a","RedriveCount":0,"RedriveStatus":"{4}",)"
      R"("StartDate":1776000000000,"StateMachineArn":"{0}stateMachine:{1}","Status":"{3}","StopDate":1776000000000)",
      kPlace, machine, input, status, redrive);
}

TEST(ChildExecutions, Shapes) {
  const std::string machine =
      R"({"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:echo","Name":"a")";
  const std::string redrive = R"("RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven")";
  const auto done = [&](const std::string& input, const std::string& output) {
    return "SUCCEEDED " + Described("echo", input, "SUCCEEDED", "NOT_REDRIVABLE") + ",\"Output\":" + output +
           R"(,"OutputDetails":{"Included":true},)" + redrive + "}";
  };
  const auto check = [](const std::string& ending, const std::string& parameters,
                        const std::string& expected) {
    EXPECT_EQ(Fixture().FetchRequest(ending, parameters), expected) << ending << parameters;
  };
  check(
      "", machine + R"(,"Input":{"x":1}})",
      fmt::format(
          R"(SUCCEEDED {{"ExecutionArn":"{}execution:echo:a","StartDate":1776000000000,"SdkHttpMetadata":{{"HttpStatusCode":200}},)"
          R"("SdkResponseMetadata":"*"}})",
          kPlace));
  check(".sync", machine + R"(,"Input":{"x":1}})", done(R"("{\"x\":1}")", R"("{\"x\":1}")"));
  check(".sync:2", machine + R"(,"Input":{"x":1}})", done(R"({"x":1})", R"({"x":1})"));
  check(".sync:2", machine + R"(,"Input":"{\"x\":[]}"})", done(R"({"x":[]})", R"({"x":[]})"));
  check(".sync:2", machine + "}", done("{}", "{}"));
  check(".sync:2", R"({"StateMachineArn":"echo","Name":"a"})", done("{}", "{}"));
}

TEST(ChildExecutions, Failures) {
  const auto check = [](const std::string& ending, const std::string& parameters,
                        const std::string& expected) {
    EXPECT_EQ(Fixture().FetchRequest(ending, parameters), expected) << ending << parameters;
  };
  const auto rejected = [](const std::string& code, const std::string& message) {
    return fmt::format(
        "FAILED StepFunctions.{0}Exception {1} (Service: AWSStepFunctions; Status Code: 400; Error Code: {0}",
        code, message);
  };
  const std::string failed = Described("fail", R"("{}")", "FAILED", "REDRIVABLE") +
                             R"(,"Error":"Order.Lost","Cause":"it \"fell\""})";
  check(".sync", R"({"StateMachineArn":"fail","Name":"a"})", "FAILED States.TaskFailed " + failed);
  EXPECT_TRUE(Fixture().FetchRequest("", R"({"StateMachineArn":"fail","Name":"a"})").starts_with("SUCCEEDED"))
      << "nobody waits for its end";
  check("", R"({"StateMachineArn":"none"})",
        rejected("StateMachineDoesNotExist",
                 fmt::format("State Machine Does Not Exist: '{}stateMachine:none'", kPlace)));
  EXPECT_TRUE(Fixture()
                  .FetchRequest(".sync", R"({"StateMachineArn":"echo","Input":"{"})")
                  .starts_with("FAILED StepFunctions.InvalidExecutionInputException Invalid State Machine "
                               "Execution Input: 'reading JSON"));
  check("", R"({"StateMachineArn":"echo","Name":"a/b"})",
        rejected("InvalidName", "Invalid Name: 'a/b': no slash"));
  check("", R"({"StateMachineArn":"echo","Name":1})",
        rejected("InvalidName", "Invalid Name: it is not a text"));
  check("", R"({"StateMachineArn":"full"})",
        rejected("ExecutionLimitExceeded", "64 executions of this run are running"));
  check("", R"({"StateMachineArn":"bad"})", rejected("InvalidDefinition", "bad: it cannot run"));
  EXPECT_TRUE(Fixture().FetchRequest("", R"({"Name":"a"})").starts_with("FAILED States.Runtime"));
}

TEST(ChildExecutions, ANameIsTakenOnce) {
  Fixture fixture;
  EXPECT_TRUE(fixture.FetchRequest("", R"({"StateMachineArn":"echo","Name":"a"})").starts_with("SUCCEEDED"));
  EXPECT_TRUE(fixture.FetchRequest("", R"({"StateMachineArn":"echo","Name":"a"})")
                  .starts_with(fmt::format("FAILED StepFunctions.ExecutionAlreadyExistsException Execution "
                                           "Already Exists: '{}execution:echo:a'",
                                           kPlace)));
}

TEST(ChildExecutions, OneThatNobodyWaitsForAnyMoreIsStopped) {
  Fixture fixture;
  const auto answer =
      fixture.FetchRequest(".sync", R"({"StateMachineArn":"wait","Name":"a"})", R"("TimeoutSeconds":1,)");
  EXPECT_TRUE(answer.starts_with("FAILED States.Timeout")) << answer;
  EXPECT_EQ(fixture.ended, std::vector<std::string>{"a ABORTED"});
}

}  // namespace
}  // namespace fxlake::pipeline
