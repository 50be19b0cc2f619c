// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/schedule/expression.h"

namespace fxlake::schedule {

// When to start something, and with which input.
struct Schedule {
  std::string name;
  std::string expression_text;
  Expression expression;
  Zone zone;
  std::optional<Instant> start;       // not before
  std::optional<Instant> end;         // not at or after
  std::int64_t flexible_minutes = 0;  // the start may be delayed by up to this
  Json input;                         // an object
  bool enabled = true;

  // The first time after `after` within start and end. `first_seen` is when this schedule first became known;
  // a rate without a start counts from there, as from its creation on AWS.
  std::optional<Instant> NextAfter(Instant after, Instant first_seen) const;
};

// Parses schedules from a file such as workflows/schedule.json (docs/reference/schedule.md), which Terraform
// also reads. invalid_input names the schedule and the key.
Result<std::vector<Schedule>> ParseSchedules(std::string_view text);

}  // namespace fxlake::schedule
