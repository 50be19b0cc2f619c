// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

namespace fxlake::cli {
namespace {

using std::chrono::steady_clock;
constexpr auto kFirst = std::chrono::seconds(1);
constexpr auto kBetween = std::chrono::milliseconds(100);
constexpr std::size_t kBarWidth = 30;

}  // namespace

Progress::Progress(std::FILE* terminal, bool wanted)
    : terminal_(terminal),
      wanted_(wanted && ::isatty(::fileno(terminal)) == 1),
      next_(steady_clock::now() + kFirst) {}

void Progress::Show(std::string_view step, std::size_t done, std::size_t total) {
  const auto now = steady_clock::now();
  if (!wanted_ || now < next_) return;
  next_ = now + kBetween;
  auto line = fmt::format("\r\x1b[K{}", step);
  if (total > 0) {
    const auto filled = kBarWidth * done / total;
    line += fmt::format(" [{:#<{}}{:-<{}}] {} of {}", "", filled, "", kBarWidth - filled, done, total);
  }
  std::fputs(line.c_str(), terminal_);
  std::fflush(terminal_);
  formatted_ = true;
}

void Progress::Clear() {
  if (!formatted_) return;
  std::fputs("\r\x1b[K", terminal_);
  std::fflush(terminal_);
}

}  // namespace fxlake::cli
