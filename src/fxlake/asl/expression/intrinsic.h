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
  std::string_view name;  // for example States.Format
  std::size_t least;      // minimum number of arguments
  std::size_t most;
  // The value, or the reason why there is none, phrased to follow "had the following error: ".
  Evaluated<Json> (*apply)(std::span<const Json> arguments, Scope& scope);
  bool numbers = false;  // all arguments must be numbers
};

// All 18, sorted by name.
std::span<const Intrinsic> Intrinsics();
// nullptr when there is no such function.
const Intrinsic* FindIntrinsic(std::string_view name);

// AWS's documented limits of single functions.
inline constexpr std::size_t kMostRangeItems = 1000;
inline constexpr std::size_t kMostHashedCharacters = 10'000;
inline constexpr std::size_t kMostBase64Characters = 10'000;

}  // namespace fxlake::asl
