// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/asl/expression/scope.h"
#include "fxlake/base/json.h"

namespace fxlake::asl {

// One intrinsic function of the States Language.
struct Intrinsic {
  std::string_view name;  // States.Format
  std::size_t least;      // arguments
  std::size_t most;
  // The value, or why there is none (in words that follow "had the following error: ").
  Evaluated<Json> (*apply)(std::span<const Json> arguments, Scope& scope);
  bool numbers = false;  // whether all its arguments are
};

// All 18, sorted by name.
std::span<const Intrinsic> Intrinsics();
// nullptr when there is none of that name.
const Intrinsic* FindIntrinsic(std::string_view name);

// The limits that AWS documents for single functions.
inline constexpr std::size_t kMostRangeItems = 1000;
inline constexpr std::size_t kMostHashedCharacters = 10'000;
inline constexpr std::size_t kMostBase64Characters = 10'000;

}  // namespace fxlake::asl
