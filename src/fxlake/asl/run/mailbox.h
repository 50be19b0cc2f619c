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

// A message from a task to the event loop; without a result it is a heartbeat.
struct TaskMessage {
  std::uint64_t task = 0;
  std::optional<Evaluated<Json>> result;
};

// Passes messages from tasks on any thread to the thread that runs the execution. Thread-safe.
class Mailbox {
 public:
  void Post(TaskMessage message);
  // Wakes the waiting thread without a message.
  void Interrupt();
  // Removes and returns all messages, in order.
  std::vector<TaskMessage> TakeAll();
  // Returns when there is a message or an interruption, or after `longest`; without `longest`, waits
  // indefinitely.
  void Wait(std::optional<std::chrono::microseconds> longest);

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  std::vector<TaskMessage> messages_;
  bool interrupted_ = false;
};

}  // namespace fxlake::asl
