// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace fxlake::cli {

// A line on a terminal that says what is being done and how far it is; it appears after a second and goes
// away at the end. On anything but a terminal, and when not wanted, it does nothing. One thread at a time.
class Progress {
 public:
  Progress(std::FILE* terminal, bool wanted);
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `total` 0: no telling how much there is.
  void Show(std::string_view step, std::size_t done = 0, std::size_t total = 0);

 private:
  void Clear();

  std::FILE* terminal_;
  bool wanted_;
  bool formatted_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace fxlake::cli
