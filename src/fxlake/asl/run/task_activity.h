// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/asl/run/frame.h"

namespace fxlake::asl {

// One attempt of a Task state: the running task, its time-out and its heartbeat.
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

// A resource name split as AWS does: "lambda" is the type of arn:aws:states:::lambda:invoke, "invoke" the
// rest.
struct ResourceName {
  std::string type;
  std::string action;
};
ResourceName NameOfResource(std::string_view arn);

}  // namespace fxlake::asl
