// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/base/json.h"

namespace fxlake::asl {

// What a task tells the loop that waits for it; without a result it is a heartbeat.
struct TaskMessage {
  std::uint64_t task = 0;
  std::optional<Evaluated<Json>> result;
};

// Where tasks of any thread leave their messages for the one thread that runs an execution. Safe to use from
// several threads.
class Mailbox {
 public:
  void Post(TaskMessage message);
  // Wakes the waiting thread without a message.
  void Interrupt();
  // All messages so far, in their order.
  std::vector<TaskMessage> TakeAll();
  // Returns when there is a message or an interruption, or `longest` has passed; without `longest` waits as
  // long as it takes.
  void Wait(std::optional<std::chrono::microseconds> longest);

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  std::vector<TaskMessage> messages_;
  bool interrupted_ = false;
};

}  // namespace fxlake::asl
