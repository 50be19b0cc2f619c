// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

// By what a rate is held as suspect, where its source file says nothing else
// (docs/reference/plausibility.md).
namespace fxlake::transform {

inline constexpr int kReferenceDays = 366;  // older rates say nothing of today's
inline constexpr double kGapDays = 90;      // over so many days the bound doubles (in logarithms)
inline constexpr int kNearDays = 14;      // an inversion or a swap is looked for against rates at most so old
inline constexpr double kCertain = 0.02;  // what moves less is as it should be, whatever else
inline constexpr double kSurelySmall = 0.0145;  // too small for a swap, too
inline constexpr double kInverseApart =
    0.1;  // rate and inverse must be that far apart to be told from each other
inline constexpr double kSwapApart = 0.02;     // and two currencies
inline constexpr double kMatch = 0.25;         // of that distance, by which the explanation may miss
inline constexpr double kSeriesFactor = 5;     // from the magnitude of a pair
inline constexpr double kOtherFactor = 2;      // from another source
inline constexpr double kPegFactor = 1.2;      // from a parity
inline constexpr double kPegKeptBefore = 1.1;  // only a parity that was kept until now can be broken now
inline constexpr std::size_t kFollowing = 9;   // rates by whose median the first one of a series is judged
inline constexpr int kFollowingDays = 56;      // and none later than that
inline constexpr std::size_t kNewestOfSeries = 5;  // rates by whose median a whole series is judged
inline constexpr std::size_t kMostKnown = 2048;    // of a pair before what is too old is dropped
inline constexpr std::size_t kRepeatedPairs = 6;   // at least so many make a column that is a repetition

}  // namespace fxlake::transform
