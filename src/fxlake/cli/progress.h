// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace fxlake::cli {

// A progress line on a terminal: the current step and how much of it is done. It appears after one second and
// is erased at the end. Does nothing when the output is not a terminal or progress is disabled. Not
// thread-safe.
class Progress {
 public:
  Progress(std::FILE* terminal, bool wanted);
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `total` 0: unknown.
  void Show(std::string_view step, std::size_t done = 0, std::size_t total = 0);

 private:
  void Clear();

  std::FILE* terminal_;
  bool wanted_;
  bool formatted_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace fxlake::cli
