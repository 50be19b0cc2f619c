// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

// Default thresholds for holding a rate as suspect (docs/reference/plausibility.md).
namespace fxlake::transform {

inline constexpr int kReferenceDays = 366;      // older rates are not used as reference
inline constexpr double kGapDays = 90;          // the bound doubles (in logarithms) per so many days
inline constexpr int kNearDays = 14;            // maximum age of rates compared for inversions and swaps
inline constexpr double kPlausibleStep = 0.02;  // smaller changes are always plausible
inline constexpr double kMinSwapStep = 0.0145;  // too small to be a swap
// minimum difference between a rate and its inverse to tell them apart
inline constexpr double kInverseApart = 0.1;
inline constexpr double kSwapApart = 0.02;     // minimum difference between two currencies to detect a swap
inline constexpr double kMatch = 0.25;         // maximum error of an explanation, as a share of that distance
inline constexpr double kSeriesFactor = 5;     // maximum deviation from the magnitude of a pair
inline constexpr double kOtherFactor = 2;      // maximum deviation from another source
inline constexpr double kPegFactor = 1.2;      // maximum deviation from a parity
inline constexpr double kPegKeptBefore = 1.1;  // a parity can be broken only if it was kept until now
inline constexpr std::size_t kFollowing = 9;  // number of rates whose median judges the first one of a series
inline constexpr int kFollowingDays = 56;     // maximum distance in days of those rates
inline constexpr std::size_t kNewestOfSeries = 5;  // number of rates whose median judges a whole series
inline constexpr std::size_t kMostKnown = 2048;    // known rates per pair before old ones are dropped
inline constexpr std::size_t kRepeatedPairs = 6;   // minimum number of pairs to detect a repeated column

}  // namespace fxlake::transform
