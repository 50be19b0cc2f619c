// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/parallel_activity.h"

namespace fxlake::asl {

Step ParallelActivity::Begin() {
  frame_.Record("ParallelStateStarted");
  outputs_.resize(parallel_.branches.size());
  if (parallel_.branches.empty()) return Evaluated<Json>(Json::EmptyArray());
  for (const auto& branch : parallel_.branches) {
    FrameOrigin origin{.parent = &frame_,
                       .parent_serial = frame_.serial(),
                       .child = branches_.size(),
                       .last_event = frame_.last_event(),
                       .input = frame_.effective_input()};
    branches_.push_back(
        std::make_unique<Frame>(frame_.engine(), *branch, frame_.execution(), std::move(origin)));
  }
  running_ = branches_.size();
  for (auto branch = branches_.rbegin(); branch != branches_.rend(); ++branch) {
    frame_.engine().ScheduleNext(
        {.frame = (*branch)->id(), .serial = (*branch)->serial(), .reason = WakeReason::start});
  }
  return std::nullopt;
}

Step ParallelActivity::OnWake(Wake& wake) {
  auto& branch = branches_[wake.child];
  auto outcome = branch->TakeOutcome();
  frame_.set_last_event(branch->last_event());
  branch.reset();
  if (!outcome) {
    branches_.clear();
    return outcome;
  }
  outputs_[wake.child] = *std::move(outcome);
  if (--running_ > 0) return std::nullopt;
  frame_.Record("ParallelStateSucceeded");
  return Evaluated<Json>(Json(std::move(outputs_)));
}

}  // namespace fxlake::asl
