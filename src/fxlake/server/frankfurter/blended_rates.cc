// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/blended_rates.h"

#include <algorithm>

#include "fxlake/rates/pegs.h"
#include "fxlake/server/frankfurter/blend.h"
#include "fxlake/server/snapshot/rate_format.h"

namespace fxlake::server {
namespace {

using rates::CurrencyCode;
using Blended = std::map<CurrencyCode, BlendedRate>;

std::string Formatted(const Rational& rate) {
  std::string text;
  AppendRounded(text, rate);
  return text;
}

// Pegs replace and complete the providers' rates.
void ApplyPegs(Blended& blended, std::int32_t newest) {
  for (const auto& peg : rates::AllPegs()) {
    const auto known = blended.find(peg.quote);
    const auto day = known == blended.end() ? newest : known->second.day;
    const auto anchor = blended.find(peg.anchor);
    if (!peg.HoldsOn(Date::FromDays(day)) || (peg.anchor != kPivot && anchor == blended.end())) continue;
    const auto rate = Rational::FromDecimal(peg.rate);
    auto& pegged = blended[peg.quote];
    pegged.day = day;
    pegged.rate = peg.anchor == kPivot ? rate : anchor->second.rate * rate;
    for (auto& part : pegged.parts) part.excluded = true;
  }
}

class BlendedRates final : public RateMaker {
 public:
  BlendedRates(std::vector<const Provider*> providers, const V2Query& query, bool with_pegs)
      : providers_(std::move(providers)), query_(query), with_pegs_(with_pegs) {}

  FormattedRates At(std::int32_t anchor, const RowFilter& wanted) override {
    FormattedRates formatted;
    if (query_.providers && providers_.size() > 1 && rates::FindPeg(query_.base) != nullptr) return formatted;
    const auto blended = BlendAt(anchor);
    for (const auto& [code, rate] : blended)
      formatted.newest = std::max(formatted.newest.value_or(rate.day), rate.day);
    const auto base = blended.find(query_.base);
    if (!formatted.newest || (query_.base != kPivot && base == blended.end())) return FormattedRates();
    for (const auto& [code, rate] : blended) {
      if (code == query_.base || !wanted(code, rate.day)) continue;
      formatted.rows.push_back(
          Row(code, rate, query_.base == kPivot ? Rational(1) : BaseFor(blended, rate.day)));
    }
    if (query_.base != kPivot && wanted(kPivot, base->second.day))
      formatted.rows.push_back(Row(kPivot, Inverted(base->second), Rational(1)));
    return formatted;
  }

 private:
  Blended BlendAt(std::int32_t day) const {
    Blended blended;
    std::int32_t newest = 0;
    if (query_.bucket() == Bucket::day) {
      blended = Blend(providers_, DailyPositions(), day);
    } else {
      const auto start = Date::FromDays(day);
      auto last = StartOfNextBucket(query_.bucket(), start) - 1;
      if (query_.to) last = std::min(last, *query_.to);
      blended = Blend(providers_, MeanPositions(providers_, day, last.days(), day), day);
    }
    for (const auto& [code, rate] : blended) newest = std::max(newest, rate.day);
    if (with_pegs_ && !blended.empty()) ApplyPegs(blended, newest);
    return blended;
  }

  // The value of one US dollar in the base, on the date of a rate that was carried forward.
  Rational BaseFor(const Blended& blended, std::int32_t day) {
    const auto& now = blended.at(query_.base);
    if (day >= now.day || query_.bucket() != Bucket::day) return now.rate;
    const auto [known, is_new] = older_bases_.try_emplace(day, now.rate);
    if (is_new) {
      const auto then = BlendAt(day);
      if (const auto base = then.find(query_.base); base != then.end()) known->second = base->second.rate;
    }
    return known->second;
  }

  static BlendedRate Inverted(const BlendedRate& base) {
    BlendedRate inverted{base.day, *Rational::Divide(Rational(1), base.rate), base.parts};
    for (auto& part : inverted.parts) part.rate = *Rational::Divide(Rational(1), part.rate);
    return inverted;
  }

  FormattedRate Row(CurrencyCode quote, const BlendedRate& rate, const Rational& base) const {
    FormattedRate row{.quote = quote, .day = rate.day, .rate = Formatted(*Rational::Divide(rate.rate, base))};
    if (!query_.expand_providers || rate.parts.empty()) return row;
    row.parts.emplace();
    for (const auto& part : rate.parts)
      row.parts->push_back(
          {part.key, part.day, Formatted(*Rational::Divide(part.rate, base)), part.excluded});
    return row;
  }

  std::vector<const Provider*> providers_;
  V2Query query_;
  bool with_pegs_;
  std::map<std::int32_t, Rational> older_bases_;
};

}  // namespace

std::unique_ptr<RateMaker> MakeBlendedRates(std::vector<const Provider*> providers, const V2Query& query,
                                            bool with_pegs) {
  return std::make_unique<BlendedRates>(std::move(providers), query, with_pegs);
}

Date StartOfBucket(Bucket bucket, Date day) {
  if (bucket == Bucket::month) return *Date::FromCivil(day.year(), day.month(), 1);
  return bucket == Bucket::week ? day - (day.weekday() - 1) : day;
}

Date StartOfNextBucket(Bucket bucket, Date start) {
  if (bucket == Bucket::month) return StartOfBucket(bucket, start + 31);
  return start + (bucket == Bucket::week ? 7 : 1);
}

}  // namespace fxlake::server
