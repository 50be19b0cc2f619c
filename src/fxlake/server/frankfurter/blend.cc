// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/blend.h"

#include <algorithm>
#include <array>

namespace fxlake::server {
namespace {

constexpr int kGraceDays = 3;
constexpr std::size_t kLeastForOutliers = 4;

// exp(-0.5 * n) for n = 0, 1, 2 ... in units of 1e-12.
constexpr std::array<std::int64_t, 13> kWeights = {
    1'000'000'000'000, 606'530'659'713, 367'879'441'171, 223'130'160'148, 135'335'283'237,
    82'084'998'624,    49'787'068'368,  30'197'383'423,  18'315'638'889,  11'108'996'538,
    6'737'946'999,     4'086'771'438,   2'478'752'177};

Rational WeightOf(std::int32_t age) {
  return Rational(
      kWeights[static_cast<std::size_t>(std::clamp<std::int32_t>(age - kGraceDays, 0, kWeights.size() - 1))]);
}

Rational Absolute(const Rational& value) { return value.sign() < 0 ? -value : value; }

Rational Median(std::vector<Rational> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void ExcludeOutliers(std::vector<BlendPart>& parts) {
  if (parts.size() < kLeastForOutliers) return;
  std::vector<Rational> values, deviations;
  for (const auto& part : parts) values.push_back(part.rate);
  const auto median = Median(values);
  for (const auto& value : values) deviations.push_back(Absolute(value - median));
  const auto limit = std::max(Median(deviations) * Rational(10), *Rational::Divide(median, Rational(20)));
  for (auto& part : parts) part.excluded = Absolute(part.rate - median) > limit;
}

void AddParts(const Provider& provider, const Positions& positions, std::int32_t day,
              std::map<rates::CurrencyCode, BlendedRate>& blended) {
  const bool is_pivot = provider.home == kPivot;
  for (const auto code : CodesOf(provider)) {
    const auto position = code == kPivot ? std::nullopt : positions.Find(provider, code, day);
    if (!position) continue;
    const auto pivot = is_pivot ? std::optional(Position{Rational(1), position->day})
                                : positions.Find(provider, kPivot, position->day);
    if (!pivot) continue;
    blended[code].parts.push_back(
        {provider.key, position->day, *Rational::Divide(position->per_home, pivot->per_home)});
  }
  if (is_pivot) return;
  if (const auto pivot = positions.Find(provider, kPivot, day)) {
    blended[provider.home].parts.push_back(
        {provider.key, pivot->day, *Rational::Divide(Rational(1), pivot->per_home)});
  }
}

}  // namespace

std::map<rates::CurrencyCode, BlendedRate> Blend(const std::vector<const Provider*>& providers,
                                                 const Positions& positions, std::int32_t day) {
  std::map<rates::CurrencyCode, BlendedRate> blended;
  for (const auto* provider : providers) AddParts(*provider, positions, day, blended);
  std::int32_t newest = INT32_MIN;
  for (const auto& [code, rate] : blended) {
    for (const auto& part : rate.parts) newest = std::max(newest, part.day);
  }
  for (auto& [code, rate] : blended) {
    ExcludeOutliers(rate.parts);
    Rational sum, weights;
    rate.day = INT32_MIN;
    for (const auto& part : rate.parts) {
      if (part.excluded) continue;
      const auto weight = WeightOf(newest - part.day);
      sum = sum + part.rate * weight;
      weights = weights + weight;
      rate.day = std::max(rate.day, part.day);
    }
    rate.rate = *Rational::Divide(sum, weights);
  }
  return blended;
}

}  // namespace fxlake::server
