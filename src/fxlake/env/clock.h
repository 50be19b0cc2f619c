// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "fxlake/base/instant.h"

namespace fxlake::env {

// The current time, and sleeping. Thread-safe.
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

// The system's time of day on a chosen date: `--today`.
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

// A clock that advances only by explicit calls and by the length of each sleep.
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
