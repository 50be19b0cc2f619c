// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/schedule/schedule.h"
#include "fxlake/schedule/schedule_state.h"

namespace {

using fxlake::Instant;

// Times are after the start, in ascending order.
void Walk(const auto& next_after) {
  auto at = Instant::FromMicros(1'774'750'000'000'000);
  for (int i = 0; i < 5; ++i) {
    const std::optional<Instant> next = next_after(at);
    if (!next) return;
    if (*next <= at) std::abort();
    at = *next;
  }
}

}  // namespace

// An expression with the zone of its first line, and the whole text as a file of schedules.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace fxlake::schedule;
  const std::string_view text(data, size);
  const auto line = text.substr(0, text.find('\n'));
  const auto anchor = Instant::FromMicros(1'774'000'000'000'000);
  const auto zone = Zone::Load(std::string(line));
  const auto expression = Expression::Parse(text.substr(std::min(line.size() + 1, text.size())));
  if (zone && expression) Walk([&](Instant after) { return expression->NextAfter(after, *zone, anchor); });
  const auto schedules = ParseSchedules(text);
  if (!schedules) return 0;
  for (const auto& schedule : *schedules)
    Walk([&](Instant after) { return schedule.NextAfter(after, anchor); });
  return 0;
}
