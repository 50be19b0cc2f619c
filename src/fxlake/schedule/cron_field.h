// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::schedule {

// One field of a cron expression: its range of numbers, and names for some of them.
struct CronField {
  std::string_view name;  // "minutes"
  int first = 0;
  int last = 0;
  std::span<const std::string_view> names = {};  // names for `first` and the following numbers: JAN, FEB ...
  int most_step = last;                          // after "/"
};

// The parts of a field between commas.
std::vector<std::string_view> SplitList(std::string_view text);

// A number or name of the field. invalid_input names the field.
Result<int> ReadNumber(const CronField& field, std::string_view text);

// One part: "*", "5", "5-9", "MON-FRI", each optionally with a step: "*/15", "5-50/10", "0/15" (from there to
// the field's end).
Result<void> ReadPart(const CronField& field, std::string_view part, std::set<int>& into);

// A whole field.
Result<std::set<int>> ReadField(const CronField& field, std::string_view text);

// invalid_input: `reading field minutes of cron(..): expected ..., not "x"`.
Error FieldError(const CronField& field, std::string_view expected, std::string_view text);

}  // namespace fxlake::schedule
