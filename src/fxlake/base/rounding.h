// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fxlake {

// How to drop digits. A tie is a value exactly half-way between two representable ones.
enum class Rounding {
  half_even,    // nearest, ties to the even last digit (IEEE 754 roundTiesToEven): storage
  half_away,    // nearest, ties away from zero: commerce, Regulation (EC) 1103/97 article 5
  toward_zero,  // truncate
  away_from_zero,
  floor,
  ceiling,
};

// Whether a quotient truncated toward zero must move one unit away from zero. `twice_rest_to_divisor` is the
// comparison of twice the remainder with the divisor: below 0, 0 (a tie) or above 0.
constexpr bool RoundsAway(Rounding rounding, bool negative, bool odd, bool exact, int twice_rest_to_divisor) {
  if (exact) return false;
  switch (rounding) {
    case Rounding::half_even: return twice_rest_to_divisor > 0 || (twice_rest_to_divisor == 0 && odd);
    case Rounding::half_away: return twice_rest_to_divisor >= 0;
    case Rounding::toward_zero: return false;
    case Rounding::away_from_zero: return true;
    case Rounding::floor: return negative;
    case Rounding::ceiling: return !negative;
  }
  return false;
}

}  // namespace fxlake
