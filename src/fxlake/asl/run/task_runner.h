// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/base/json.h"

namespace fxlake::asl {

class Mailbox;

// One attempt of a Task state.
struct TaskRequest {
  std::uint64_t id = 0;          // identifies this attempt, for Cancel
  std::string resource;          // the ARN, with .sync or .waitForTaskToken as written
  Json parameters;               // the effective input
  std::string state;             // the name of the state
  std::int64_t retry_count = 0;  // 0 for the first attempt
  std::string token;             // for a resource that ends in .waitForTaskToken; else ""
  std::string execution_arn;
  std::string execution_name;
  std::optional<Json> credentials;
  // enforced by the interpreter; for runners that can pass it on
  std::optional<std::int64_t> timeout_seconds;
  std::optional<std::int64_t> heartbeat_seconds;
};

// Completes a task. Copies refer to the same task; only the first outcome counts, and later ones, or ones for
// an ended execution, are dropped. Thread-safe; usable after the execution has ended.
class TaskReply {
 public:
  TaskReply(std::shared_ptr<Mailbox> mailbox, std::uint64_t task)
      : mailbox_(std::move(mailbox)), task_(task) {}

  void Succeed(Json result) const;
  // Error names are AWS's: "Lambda.ServiceException", "Glue.ConcurrentRunsExceededException",
  // "States.TaskFailed", ...
  void Fail(Failure failure) const;
  void Heartbeat() const;

 private:
  std::shared_ptr<Mailbox> mailbox_;
  std::uint64_t task_;
};

// Executes the work of Task states.
class TaskRunner {
 public:
  virtual ~TaskRunner() = default;
  // Called on the thread that runs the execution; must return quickly. The reply may be used before Start
  // returns or later, from any thread.
  virtual void Start(TaskRequest request, TaskReply reply) = 0;
  // The task's outcome is no longer needed: it timed out, or its execution ended. Called on the thread of
  // Start.
  virtual void Cancel(std::uint64_t) {}
};

}  // namespace fxlake::asl
