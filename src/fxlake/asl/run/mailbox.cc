// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/mailbox.h"

namespace fxlake::asl {

void Mailbox::Post(TaskMessage message) {
  const std::lock_guard lock(guard_);
  messages_.push_back(std::move(message));
  changed_.notify_one();
}

void Mailbox::Interrupt() {
  const std::lock_guard lock(guard_);
  interrupted_ = true;
  changed_.notify_one();
}

std::vector<TaskMessage> Mailbox::TakeAll() {
  const std::lock_guard lock(guard_);
  return std::exchange(messages_, {});
}

void Mailbox::Wait(std::optional<std::chrono::microseconds> longest) {
  std::unique_lock lock(guard_);
  const auto called = [this] { return !messages_.empty() || interrupted_; };
  if (longest) {
    changed_.wait_for(lock, *longest, called);
  } else {
    changed_.wait(lock, called);
  }
  interrupted_ = false;
}

}  // namespace fxlake::asl
