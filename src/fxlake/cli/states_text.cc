// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/states_text.h"

#include <fmt/format.h>

namespace fxlake::cli {
namespace {

std::string Line(const pipeline::StateSpan& span) {
  const auto micros = span.Micros();
  auto took = micros ? fmt::format("{:.3f} s", static_cast<double>(*micros) / Instant::kPerSecond)
                     : std::string(span.type == "Fail" ? "end" : "not finished");
  if (span.attempts > 1) took += fmt::format(", {} attempts", span.attempts);
  if (!span.error.empty()) took += ", " + span.error;
  const auto name = std::string(static_cast<std::size_t>(2 + 4 * span.depth), ' ') + span.state;
  return fmt::format("{:<30} {}\n", name, took);
}

}  // namespace

std::string StatesText(const std::vector<pipeline::StateSpan>& states) {
  std::string text = "states\n", item;
  for (const auto& span : states) {
    if (span.item != item && !span.item.empty())
      text += fmt::format("{:{}}{}\n", "", 4 * span.depth, span.item);
    item = span.item;
    text += Line(span);
  }
  return text;
}

}  // namespace fxlake::cli
