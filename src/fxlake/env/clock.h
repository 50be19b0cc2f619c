// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "fxlake/base/instant.h"

namespace fxlake::env {

// The time, and waiting for it. Safe to use from several threads.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() = 0;
  virtual void SleepFor(std::chrono::microseconds duration) = 0;
  Date Today() { return Now().date(); }
};

class SystemClock : public Clock {
 public:
  Instant Now() override;
  void SleepFor(std::chrono::microseconds duration) override;
};

// The system's time of day on a chosen day: `--today`.
class ShiftedClock : public Clock {
 public:
  ShiftedClock(Clock& clock, Date today)
      : clock_(clock), shift_micros_(Instant::StartOf(today) - Instant::StartOf(clock.Today())) {}
  Instant Now() override { return clock_.Now() + shift_micros_; }
  void SleepFor(std::chrono::microseconds duration) override { clock_.SleepFor(duration); }

 private:
  Clock& clock_;
  std::int64_t shift_micros_;
};

// Time that moves only when told, or by the length of each sleep.
class ManualClock : public Clock {
 public:
  explicit ManualClock(Instant start) : micros_(start.micros()) {}
  Instant Now() override { return Instant::FromMicros(micros_); }
  void SleepFor(std::chrono::microseconds duration) override { micros_ += duration.count(); }
  void Set(Instant now) { micros_ = now.micros(); }

 private:
  std::atomic<std::int64_t> micros_;
};

}  // namespace fxlake::env
