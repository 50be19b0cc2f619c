// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "fxlake/asl/run/frame.h"

namespace fxlake::asl {

// The branches of a Parallel state. The first failure ends the other branches.
class ParallelActivity final : public Activity {
 public:
  ParallelActivity(Frame& frame, const ParallelState& parallel) : frame_(frame), parallel_(parallel) {}

  Step Begin();
  Step OnWake(Wake& wake) override;

 private:
  Frame& frame_;
  const ParallelState& parallel_;
  std::vector<std::unique_ptr<Frame>> branches_;
  Json::Array outputs_;
  std::size_t running_ = 0;
};

}  // namespace fxlake::asl
