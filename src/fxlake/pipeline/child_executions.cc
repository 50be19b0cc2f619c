// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/child_executions.h"

#include <fmt/format.h>

#include <exception>

#include "fxlake/asl/expression/uuid.h"
#include "fxlake/pipeline/aws_shapes.h"

namespace fxlake::pipeline {
namespace {

struct Started {
  ChildRequest child;
  std::string machine_arn;
  std::string arn;
  Instant at;
};

asl::Failure Refused(std::string_view code, const std::string& message, env::Random& random) {
  return {fmt::format("StepFunctions.{}Exception", code),
          fmt::format(
              "{} (Service: AWSStepFunctions; Status Code: 400; Error Code: {}; Request ID: {}; Proxy: null)",
              message, code, asl::MakeUuid(random))};
}

asl::Failure Refused(const Error& error, const Started& started, env::Random& random) {
  switch (error.kind()) {
    case ErrorKind::not_found:
      return Refused("StateMachineDoesNotExist",
                     fmt::format("State Machine Does Not Exist: '{}'", started.machine_arn), random);
    case ErrorKind::conflict:
      return Refused("ExecutionAlreadyExists", fmt::format("Execution Already Exists: '{}'", started.arn),
                     random);
    case ErrorKind::throttled: return Refused("ExecutionLimitExceeded", error.message(), random);
    case ErrorKind::invalid_input:
      return Refused("InvalidName",
                     fmt::format("Invalid Name: '{}': {}", started.child.name, error.message()), random);
    case ErrorKind::corrupt: return Refused("InvalidDefinition", error.message(), random);
    default: return {"StepFunctions.SdkClientException", error.message()};
  }
}

// An input that is a text is parsed as JSON.
asl::Evaluated<Json> InputIn(const Json& parameters, env::Random& random) {
  const auto* input = parameters.Find("Input");
  if (input == nullptr || input->is_null()) return Json::EmptyObject();
  if (!input->is_string()) return *input;
  auto parsed = Json::Parse(input->string());
  if (!parsed)
    return Refused("InvalidExecutionInput",
                   fmt::format("Invalid State Machine Execution Input: '{}'", parsed.error().message()),
                   random);
  return *std::move(parsed);
}

asl::Evaluated<Started> Read(const asl::TaskRequest& request, env::Random& random) {
  auto machine = TextParameter(request.parameters, "StateMachineArn");
  if (!machine) return machine.error();
  auto input = InputIn(request.parameters, random);
  if (!input) return input.error();
  Started started{
      .child = {.machine = NameInArn(*machine, "stateMachine"), .name = {}, .input = *std::move(input)}};
  const auto* name = request.parameters.Find("Name");
  if (name != nullptr && !name->is_null() && !name->is_string())
    return Refused("InvalidName", "Invalid Name: it is not a text", random);
  started.child.name = name != nullptr && name->is_string() ? name->string() : asl::MakeUuid(random);
  const auto place = request.execution_arn.substr(0, request.execution_arn.find(":execution:"));
  started.machine_arn =
      machine->contains(':') ? *machine : fmt::format("{}:stateMachine:{}", place, *machine);
  started.arn = fmt::format("{}:execution:{}:{}", place, started.child.machine, started.child.name);
  return started;
}

Json Begun(const Started& started, env::Random& random) {
  auto answer = JsonObject({{"ExecutionArn", started.arn}, {"StartDate", EpochMillis(started.at)}});
  AddSdkMetadata(answer, asl::MakeUuid(random));
  return answer;
}

// The response of DescribeExecution.
Json Ended(const Started& started, const asl::ExecutionResult& result, Instant stopped, bool as_json) {
  const auto written = [as_json](const Json& value) { return as_json ? value : Json(value.Dump()); };
  const auto included = JsonObject({{"Included", true}});
  const bool succeeded = result.status == asl::ExecutionStatus::succeeded;
  const std::string status(asl::NameOf(result.status));
  auto answer = JsonObject({{"ExecutionArn", started.arn},
                            {"Input", written(started.child.input)},
                            {"InputDetails", included},
                            {"Name", started.child.name},
                            {"RedriveCount", 0},
                            {"RedriveStatus", succeeded ? "NOT_REDRIVABLE" : "REDRIVABLE"},
                            {"StartDate", EpochMillis(started.at)},
                            {"StateMachineArn", started.machine_arn},
                            {"Status", status},
                            {"StopDate", EpochMillis(stopped)}});
  if (succeeded) {
    answer.Set("Output", written(result.output));
    answer.Set("OutputDetails", included);
    answer.Set("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
  }
  if (!result.error.empty()) answer.Set("Error", result.error);
  if (!result.cause.empty()) answer.Set("Cause", result.cause);
  return answer;
}

// An exception fails this execution only; leaving the thread, it would end the program.
asl::ExecutionResult OutcomeOf(const ChildWork& work, std::stop_token stop) {
  try {
    return work(std::move(stop));
  } catch (const std::exception& thrown) {
    return {.error = std::string(asl::error_name::kRuntime), .cause = thrown.what()};
  }
}

}  // namespace

ChildExecutions::~ChildExecutions() {
  std::map<std::uint64_t, Child> children;
  {
    const std::lock_guard lock(guard_);
    children.swap(children_);
  }
  for (auto& [number, child] : children) child.thread.join();
}

void ChildExecutions::Start(const asl::TaskRequest& request, asl::TaskReply reply, Answer answer) {
  ForgetEnded();
  auto started = Read(request, random_);
  if (!started) return reply.Fail(std::move(started).error());
  auto work = begin_(started->child);
  if (!work) return reply.Fail(Refused(work.error(), *started, random_));
  started->at = clock_.Now();
  if (answer == Answer::begun) {
    reply.Succeed(Begun(*started, random_));
    return Launch(
        request.id,
        [work = *std::move(work)](std::stop_token stop) {
          static_cast<void>(OutcomeOf(work, std::move(stop)));
        },
        false);
  }
  const auto run = [this, started = *std::move(started), work = *std::move(work), reply = std::move(reply),
                    answer](std::stop_token stop) {
    const auto result = OutcomeOf(work, std::move(stop));
    auto description = Ended(started, result, clock_.Now(), answer == Answer::ended_json);
    if (result.status == asl::ExecutionStatus::succeeded) {
      reply.Succeed(std::move(description));
    } else {
      reply.Fail({std::string(asl::error_name::kTaskFailed), description.Dump()});
    }
  };
  Launch(request.id, run, true);
}

void ChildExecutions::Launch(std::uint64_t task, std::function<void(std::stop_token)> run,
                             bool stopped_with_task) {
  const std::lock_guard lock(guard_);
  const auto number = ++last_;
  if (stopped_with_task) waited_for_[task] = number;
  auto& child = children_[number];
  child.thread = std::jthread([this, number, run = std::move(run), source = child.stop] {
    std::stop_source stop = source;
    const std::stop_callback requested(stop_, [&stop] { stop.request_stop(); });
    run(stop.get_token());
    const std::lock_guard ending(guard_);
    if (const auto found = children_.find(number); found != children_.end()) found->second.ended = true;
  });
}

void ChildExecutions::ForgetEnded() {
  const std::lock_guard lock(guard_);
  std::erase_if(waited_for_, [this](const auto& entry) { return children_.at(entry.second).ended; });
  // The threads have finished their work, so joining them does not block.
  std::erase_if(children_, [](const auto& entry) { return entry.second.ended; });
}

void ChildExecutions::Cancel(std::uint64_t task) {
  const std::lock_guard lock(guard_);
  if (const auto found = waited_for_.find(task); found != waited_for_.end()) {
    if (const auto child = children_.find(found->second); child != children_.end())
      child->second.stop.request_stop();
  }
}

}  // namespace fxlake::pipeline
