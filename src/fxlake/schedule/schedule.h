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

// When something is to be started, and with what.
struct Schedule {
  std::string name;
  std::string expression_text;
  Expression expression;
  Zone zone;
  std::optional<Instant> start;       // not before
  std::optional<Instant> end;         // not at or after
  std::int64_t flexible_minutes = 0;  // it may start up to so much later
  Json input;                         // an object
  bool enabled = true;

  // The first time after `after` and within start and end. `first_seen`: when this schedule was first known;
  // without a start, a rate counts from there, as from its creation on AWS.
  std::optional<Instant> NextAfter(Instant after, Instant first_seen) const;
};

// Schedules out of a file as workflows/schedule.json (docs/reference/schedule.md), which Terraform reads too.
// invalid_input names the schedule and the key.
Result<std::vector<Schedule>> ParseSchedules(std::string_view text);

}  // namespace fxlake::schedule
