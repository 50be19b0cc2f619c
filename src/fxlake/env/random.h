// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <random>

namespace fxlake::env {

// Random numbers for jitter and names, not for secrets. Thread-safe.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t Next() = 0;
  // Uniform in [0, 1).
  double Fraction() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }
};

class SystemRandom : public Random {
 public:
  std::uint64_t Next() override;

 private:
  std::mutex guard_;
  std::random_device device_;
};

// The same sequence for the same seed.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t Next() override;

 private:
  std::mutex guard_;
  std::mt19937_64 engine_;
};

}  // namespace fxlake::env
