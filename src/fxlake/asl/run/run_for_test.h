// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fxlake/asl/run/execution.h"

namespace fxlake::asl {

// Answers tasks synchronously from a function.
class TasksForTest : public TaskRunner {
 public:
  using Answer = std::function<Evaluated<Json>(const TaskRequest&)>;
  explicit TasksForTest(Answer answer) : answer_(std::move(answer)) {}

  void Start(TaskRequest request, TaskReply reply) override {
    auto outcome = answer_(request);
    requests.push_back(std::move(request));
    if (outcome) {
      reply.Succeed(*std::move(outcome));
    } else {
      reply.Fail(std::move(outcome).error());
    }
  }

  std::vector<TaskRequest> requests;

 private:
  Answer answer_;
};

// One execution in virtual time, and its results.
struct RunForTest {
  env::ManualClock clock{Instant::FromMicros(1'776'000'000'000'000)};
  env::SeededRandom random{1};
  HistoryInMemory history;
  ExecutionOptions options{.name = "test", .virtual_time = true};
  TaskRunner* tasks = nullptr;
  env::ObjectStore* objects = nullptr;
  ExecutionResult result;

  // "SUCCEEDED output" or "FAILED error cause"; "INVALID ..." when the definition is invalid.
  std::string Run(std::string_view definition_text, std::string_view input = "{}") {
    const auto definition = ReadDefinition(definition_text);
    if (definition.machine == nullptr) return "INVALID " + ToText(definition.diagnostics.all().front());
    result =
        Execute(*definition.machine, *Json::Parse(input), {clock, random, tasks, objects, &history}, options);
    const std::string status(NameOf(result.status));
    if (result.status == ExecutionStatus::succeeded) return status + " " + result.output.Dump();
    return status + " " + result.error + (result.cause.empty() ? "" : " " + result.cause);
  }

  double Seconds() const {
    if (history.events().empty()) return 0;
    return static_cast<double>(history.events().back().timestamp - history.events().front().timestamp) / 1e6;
  }
};

}  // namespace fxlake::asl
