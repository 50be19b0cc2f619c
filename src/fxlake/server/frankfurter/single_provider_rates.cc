// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/single_provider_rates.h"

#include <algorithm>

#include "fxlake/rates/pegs.h"
#include "fxlake/server/snapshot/rate_format.h"

namespace fxlake::server {
namespace {

using rates::CurrencyCode;

// A currency's rates against the provider's home currency.
struct Column {
  CurrencyCode code;
  const PairHistory* history;
  bool inverse;          // quoted as home currency per unit of `code`
  std::size_t hint = 0;  // where the last look-up ended

  std::optional<std::size_t> Last(std::int32_t day) {
    const auto& days = history->days;
    while (hint + 1 < days.size() && days[hint] < day && days[hint + 1] <= day &&
           day - days[hint] <= kCarriedDays)
      ++hint;
    const bool found =
        hint < days.size() && days[hint] <= day && (hint + 1 == days.size() || days[hint + 1] > day);
    const auto index = found ? std::optional(hint) : history->LastOnOrBefore(day);
    if (!index) return std::nullopt;
    hint = *index;
    return day - days[*index] <= kCarriedDays ? index : std::nullopt;
  }
};

struct Value {
  CurrencyCode quote;
  std::int32_t day;
  Quotient value;
  std::optional<Decimal> stored;  // set when this was published unchanged
};

constexpr Decimal kOne = Decimal::FromUnits(Decimal::kOne);

class SingleProviderRates final : public RateMaker {
 public:
  SingleProviderRates(const Provider& provider, const V2Query& query, bool with_pegs)
      : key_(provider.key), home_(provider.home), query_(query), with_pegs_(with_pegs) {
    for (const auto& history : provider.history->pairs()) {
      const bool inverse = history.pair.target() == home_;
      if (!inverse && history.pair.base() != home_) continue;
      const auto code = inverse ? history.pair.base() : history.pair.target();
      // When both directions exist, the one still published is used.
      const auto known = std::ranges::find(columns_, code, &Column::code);
      if (known == columns_.end()) {
        columns_.push_back({code, &history, inverse});
      } else if (known->history->days.back() < history.days.back()) {
        *known = {code, &history, inverse};
      }
    }
  }

  FormattedRates At(std::int32_t anchor, const RowFilter& wanted) override {
    const auto* peg = with_pegs_ ? rates::FindPeg(query_.base) : nullptr;
    if (peg != nullptr && !peg->HoldsOn(Date::FromDays(anchor))) peg = nullptr;
    base_ = peg == nullptr ? query_.base : peg->anchor;
    auto values = ValuesAt(anchor);
    FormattedRates formatted;
    for (const auto& value : values)
      formatted.newest = std::max(formatted.newest.value_or(value.day), value.day);
    if (values.empty()) return formatted;
    if (peg != nullptr) values.push_back({base_, *formatted.newest, Quotient(kOne), std::nullopt});

    const auto show = [&](const Value& value, bool has_part, const Quotient* pegged) {
      if (value.quote == query_.base || !wanted(value.quote, value.day)) return;
      FormattedRate row{.quote = value.quote, .day = value.day, .rate = {}};
      row.rate = Show(pegged != nullptr ? Value{value.quote, value.day, *pegged, std::nullopt} : value, peg);
      if (query_.expand_providers && has_part)
        row.parts = {{key_, value.day, Show(value, peg), pegged != nullptr}};
      formatted.rows.push_back(std::move(row));
    };
    for (const auto& value : values) {
      const auto* own = with_pegs_ ? rates::FindPeg(value.quote) : nullptr;
      const auto pegged =
          own != nullptr && own->HoldsOn(Date::FromDays(value.day)) ? Pegged(*own, values) : std::nullopt;
      show(value, value.quote != base_, pegged ? &*pegged : nullptr);
    }
    if (with_pegs_) AddPegs(values, *formatted.newest, show);
    return formatted;
  }

 private:
  // The base against the provider's home currency, by which rates are divided: value = top / bottom.
  Column* Find(CurrencyCode code) {
    const auto found = std::ranges::find(columns_, code, &Column::code);
    return found == columns_.end() ? nullptr : &*found;
  }

  std::vector<Value> ValuesAt(std::int32_t anchor) {
    std::vector<Value> values;
    auto* base = base_ == home_ ? nullptr : Find(base_);
    if (base_ != home_ && base == nullptr) return values;
    const auto base_now = base == nullptr ? std::nullopt : base->Last(anchor);
    if (base != nullptr && !base_now) return values;
    const bool direct = query_.names_one_provider() && base_ == query_.base;
    values.reserve(columns_.size() + 2);
    for (auto& column : columns_) {
      const auto index = column.code == base_ ? std::nullopt : column.Last(anchor);
      if (!index) continue;
      const auto day = column.history->days[*index];
      const auto rate = column.history->RateAt(*index);
      if (rate.units() <= 0) continue;
      auto value = column.inverse ? Quotient(kOne).Over(rate) : Quotient(rate);
      if (base != nullptr) {
        auto base_index = base_now;
        if (base->history->days[*base_now] > day) base_index = base->Last(day);
        const auto divisor = base->history->RateAt(base_index.value_or(0));
        if (!base_index || divisor.units() <= 0) continue;
        value = base->inverse ? value.Times(divisor) : value.Over(divisor);
      }
      const bool stored = direct && base == nullptr && !column.inverse;
      values.push_back({column.code, day, value, stored ? std::optional(rate) : std::nullopt});
    }
    if (base != nullptr) {
      const auto rate = base->history->RateAt(*base_now);
      if (rate.units() > 0) {
        const auto value = base->inverse ? Quotient(rate) : Quotient(kOne).Over(rate);
        values.push_back({home_, base->history->days[*base_now], value,
                          direct && base->inverse ? std::optional(rate) : std::nullopt});
      }
    }
    return values;
  }

  // From the base to a pegged currency through its anchor.
  std::optional<Quotient> Pegged(const rates::Peg& peg, const std::vector<Value>& values) const {
    if (peg.anchor == base_) return Quotient(peg.rate);
    const auto anchor = std::ranges::find(values, peg.anchor, &Value::quote);
    if (anchor == values.end()) return std::nullopt;
    return anchor->value.Times(peg.rate);
  }

  template <typename Show>
  void AddPegs(const std::vector<Value>& values, std::int32_t newest, const Show& show) const {
    for (const auto& peg : rates::AllPegs()) {
      if (peg.quote == query_.base || !peg.HoldsOn(Date::FromDays(newest))) continue;
      if (std::ranges::find(values, peg.quote, &Value::quote) != values.end()) continue;
      const auto value = Pegged(peg, values);
      if (value) show(Value{peg.quote, newest, *value, std::nullopt}, false, nullptr);
    }
  }

  static std::string Show(const Value& value, const rates::Peg* base_peg) {
    std::string text;
    if (value.stored) {
      AppendStored(text, *value.stored);
    } else {
      AppendRounded(text, base_peg == nullptr ? value.value : value.value.Over(base_peg->rate));
    }
    return text;
  }

  std::string_view key_;
  CurrencyCode home_;
  V2Query query_;
  bool with_pegs_;
  CurrencyCode base_;  // the requested one, or its anchor
  std::vector<Column> columns_;
};

}  // namespace

std::unique_ptr<RateMaker> MakeSingleProviderRates(const Provider& provider, const V2Query& query,
                                                   bool with_pegs) {
  return std::make_unique<SingleProviderRates>(provider, query, with_pegs);
}

}  // namespace fxlake::server
