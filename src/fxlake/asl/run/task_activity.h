// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/asl/run/frame.h"

namespace fxlake::asl {

// One attempt of a Task state: the task under way, its time-out and its heartbeat.
class TaskActivity final : public Activity {
 public:
  TaskActivity(Frame& frame, const TaskState& task) : frame_(frame), task_(task) {}
  ~TaskActivity() override;

  Step Begin();
  Step OnWake(Wake& wake) override;

 private:
  void ArmHeartbeat();
  Step TimedOut(std::string_view narrower);

  Frame& frame_;
  const TaskState& task_;
  std::optional<std::uint64_t> id_;
  std::optional<std::int64_t> heartbeat_seconds_;
  Instant last_heartbeat_;
};

// The part of a resource that AWS calls its type: "lambda" of arn:aws:states:::lambda:invoke, and the rest,
// "invoke".
struct ResourceName {
  std::string type;
  std::string action;
};
ResourceName NameOfResource(std::string_view arn);

}  // namespace fxlake::asl
