// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace fxlake::quality {

// Calendars are expanded to days from 1990-01-01 to 2040-12-31 unless the expected last day ends them
// earlier.
inline constexpr std::int32_t kFirstCheckedDay = 7'305;
inline constexpr std::int32_t kLastCheckedDay = 25'932;

}  // namespace fxlake::quality
