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

// The execution of a state machine that a task asks for.
struct ChildRequest {
  std::string machine;
  std::string name;
  Json input;
};

// Runs an execution to its end on the calling thread; the token asks it to end as ABORTED.
using ChildWork = std::function<asl::ExecutionResult(std::stop_token stop)>;
// Begins one. not_found: there is no such machine; conflict: its name is taken; throttled: too many are under
// way; corrupt: its definition cannot run; invalid_input: the name is none.
using BeginChild = std::function<Result<ChildWork>(const ChildRequest& child)>;

// states:startExecution and its kinds that wait, in this process: {"StateMachineArn", "Name", "Input"} to the
// answer of StartExecution, or of DescribeExecution at the end. Each execution has a thread of its own, so
// that those that wait for each other never wait for a thread. Errors are AWS's:
// StepFunctions.StateMachineDoesNotExistException, ExecutionAlreadyExistsException,
// InvalidExecutionInputException, InvalidNameException, ExecutionLimitExceededException,
// InvalidDefinitionException; one that is waited for and fails is States.TaskFailed with its description.
class ChildExecutions {
 public:
  // When the task is answered, and how: on StartExecution, or at the end with input and output as texts
  // (.sync) or as JSON (.sync:2).
  enum class Answer { begun, ended_text, ended_json };

  // All must outlive it. When `stop` asks, the children end too.
  ChildExecutions(BeginChild begin, env::Clock& clock, env::Random& random, std::stop_token stop)
      : begin_(std::move(begin)), clock_(clock), random_(random), stop_(std::move(stop)) {}
  // Waits for those under way.
  ~ChildExecutions();

  void Start(const asl::TaskRequest& request, asl::TaskReply reply, Answer answer);
  // Nobody waits for that task any more: its execution is stopped, as AWS does.
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
  std::map<std::uint64_t, Child> children_;            // by a number of their own
  std::map<std::uint64_t, std::uint64_t> waited_for_;  // the child that a task waits for
  std::uint64_t last_ = 0;
};

}  // namespace fxlake::pipeline
