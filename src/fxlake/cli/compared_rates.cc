// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/compared_rates.h"

#include <algorithm>
#include <map>

namespace fxlake::cli {
namespace {

using Key = std::pair<Date, std::pair<std::string, std::string>>;  // date, base, target

Rational Whole(std::string_view digits) { return *Rational::Parse(digits); }

// The deviation of `rate` from `first` in basis points.
Rational BasisPoints(const Rational& first, const Rational& rate) {
  const auto ratio = Rational::Divide(rate, first);
  if (!ratio) return Whole("0");
  return ((*ratio - Whole("1")) * Whole("10000")).Round(2, Rounding::half_even);
}

Rational Size(const Rational& number) { return number < Whole("0") ? -number : number; }

}  // namespace

query::Table Compare(const std::vector<SourceQuotes>& sources, bool text) {
  using query::ValueKind;
  const auto number = text ? ValueKind::text : ValueKind::decimal;
  query::Table table;
  table.columns = {{"date", "DATE", ValueKind::date},
                   {"base", "VARCHAR", ValueKind::text},
                   {"target", "VARCHAR", ValueKind::text}};
  for (const auto& source : sources) table.columns.push_back({source.source, "DECIMAL", number});
  table.columns.push_back({"basis_points", "DECIMAL", number});
  std::map<Key, std::vector<const rates::QuotedRate*>> rows;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const auto& quote : sources[i].quotes) {
      auto& row = rows[{quote.date, {quote.base.ToString(), quote.target.ToString()}}];
      row.resize(sources.size());
      row[i] = &quote;
    }
  }
  for (const auto& [key, quotes] : rows) {
    const auto there = std::ranges::count_if(quotes, [](const auto* quote) { return quote != nullptr; });
    if (there < 2) continue;
    const rates::QuotedRate* first = nullptr;
    std::optional<Rational> farthest;
    auto& row = table.rows.emplace_back();
    row = {key.first.ToString(), key.second.first, key.second.second};
    for (const auto* quote : quotes) {
      row.push_back(quote == nullptr ? std::nullopt : std::optional(quote->rate.ToString()));
      if (quote == nullptr) continue;
      if (first == nullptr) {
        first = quote;
        continue;
      }
      if (quote->day != first->day) continue;
      const auto difference = BasisPoints(first->rate, quote->rate);
      if (!farthest || Size(difference) > Size(*farthest)) farthest = difference;
    }
    row.push_back(farthest ? std::optional(farthest->ToString()) : std::nullopt);
  }
  return table;
}

}  // namespace fxlake::cli
