// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "fxlake/asl/run/execution.h"
#include "fxlake/asl/run/task_runner.h"
#include "fxlake/base/result.h"

namespace fxlake::pipeline {

// A request of a task to execute a state machine.
struct ChildRequest {
  std::string machine;
  std::string name;
  Json input;
};

// Runs an execution to its end on the calling thread; the token requests it to end as ABORTED.
using ChildWork = std::function<asl::ExecutionResult(std::stop_token stop)>;
// Prepares an execution. Errors: not_found: no such machine; conflict: the name is taken; throttled: too many
// executions in progress; corrupt: the definition cannot run; invalid_input: invalid name.
using BeginChild = std::function<Result<ChildWork>(const ChildRequest& child)>;

// Implements states:startExecution and its waiting variants in this process: {"StateMachineArn", "Name",
// "Input"} to the response of StartExecution, or of DescribeExecution at the end. Each execution has its own
// thread, so executions that wait for each other cannot deadlock on a pool. Error names are AWS's:
// StepFunctions.StateMachineDoesNotExistException, ExecutionAlreadyExistsException,
// InvalidExecutionInputException, InvalidNameException, ExecutionLimitExceededException,
// InvalidDefinitionException; a failed execution that the task waits for is States.TaskFailed with its
// description.
class ChildExecutions {
 public:
  // When and with what the task completes: at StartExecution, or at the end with input and output as text
  // (.sync) or JSON (.sync:2).
  enum class Answer { begun, ended_text, ended_json };

  // The arguments must outlive this object. A stop request also ends the children.
  ChildExecutions(BeginChild begin, env::Clock& clock, env::Random& random, std::stop_token stop)
      : begin_(std::move(begin)), clock_(clock), random_(random), stop_(std::move(stop)) {}
  // Waits for the running children.
  ~ChildExecutions();

  void Start(const asl::TaskRequest& request, asl::TaskReply reply, Answer answer);
  // The task's outcome is no longer needed: stops its execution, as AWS does.
  void Cancel(std::uint64_t task);

 private:
  struct Child {
    std::stop_source stop;
    std::jthread thread;
    bool ended = false;
  };
  void Launch(std::uint64_t task, std::function<void(std::stop_token)> run, bool stopped_with_task);
  void ForgetEnded();

  const BeginChild begin_;
  env::Clock& clock_;
  env::Random& random_;
  const std::stop_token stop_;
  std::mutex guard_;
  std::map<std::uint64_t, Child> children_;            // by an internal number
  std::map<std::uint64_t, std::uint64_t> waited_for_;  // task to the child it waits for
  std::uint64_t last_ = 0;
};

}  // namespace fxlake::pipeline
