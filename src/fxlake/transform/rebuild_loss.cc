// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/rebuild_loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "fxlake/base/date.h"
#include "fxlake/base/text.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::transform {
namespace {

constexpr std::size_t kNamedPairs = 4;
constexpr std::size_t kNamedRecords = 3;

using Key = std::tuple<std::int32_t, std::uint32_t, std::uint32_t>;

Key KeyOf(const lake::RateRow& row) { return {row.day, row.base, row.target}; }

std::string PairOf(const lake::RateRow& row) {
  const auto code = [](std::uint32_t packed) { return rates::CurrencyCode::FromPacked(packed).ToString(); };
  return code(row.base) + "/" + code(row.target);
}

// "EUR/CHF 31, EUR/GBP 31, 4 other pairs": the largest losses first.
std::string Named(const std::map<std::string, std::uint64_t>& pairs) {
  std::vector<std::pair<std::string, std::uint64_t>> most(pairs.begin(), pairs.end());
  std::ranges::stable_sort(most, std::greater<>(), &std::pair<std::string, std::uint64_t>::second);
  std::string text;
  for (std::size_t i = 0; i < std::min(most.size(), kNamedPairs); ++i)
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", most[i].first, most[i].second);
  if (most.size() > kNamedPairs) text += ", " + Counted(most.size() - kNamedPairs, "other pair");
  return text;
}

}  // namespace

void AddLoss(const YearTables& before, const YearTables& after, RebuildLoss& loss) {
  std::set<std::pair<Key, std::int64_t>> values;
  std::set<Key> keys;
  for (const auto* table : {&after.rates, &after.revisions}) {
    for (const auto& row : table->rows) values.emplace(KeyOf(row), row.rate);
  }
  for (const auto& row : after.rates.rows) keys.insert(KeyOf(row));
  const auto note = [&](const lake::RateRow& row) {
    loss.days.insert(row.day);
    ++loss.pairs[PairOf(row)];
  };
  for (const auto& row : before.rates.rows) {
    if (keys.contains(KeyOf(row))) {
      loss.changed += values.contains({KeyOf(row), row.rate}) ? 0 : 1;
      continue;
    }
    ++loss.rates;
    note(row);
  }
  for (const auto& row : before.revisions.rows) {
    if (values.contains({KeyOf(row), row.rate})) continue;
    ++loss.revisions;
    note(row);
  }
}

std::string RebuildLoss::Describe() const {
  std::string text;
  if (rates > 0 || revisions == 0) text = Counted(rates, "rate");
  if (revisions > 0) text += (text.empty() ? "" : " and ") + Counted(revisions, "revision");
  if (!days.empty()) {
    text += fmt::format(" of {}", Counted(days.size(), "day"));
    const auto first = Date::FromDays(*days.begin()).ToString(),
               last = Date::FromDays(*days.rbegin()).ToString();
    text += days.size() == 1 ? " (" + first + ")" : fmt::format(" from {} to {}", first, last);
    text += fmt::format(": {}", Named(pairs));
  }
  for (const int year : unread_years)
    text += fmt::format("; the rows of {} were only counted because its partition is damaged", year);
  if (!missing_records.empty()) {
    text += fmt::format("; {} that the manifest or the journal refers to {} missing: ",
                        Counted(missing_records.size(), "fetch record"),
                        missing_records.size() == 1 ? "is" : "are");
    for (std::size_t i = 0; i < std::min(missing_records.size(), kNamedRecords); ++i)
      text += (i == 0 ? "" : ", ") + missing_records[i];
    if (missing_records.size() > kNamedRecords)
      text += fmt::format(" and {} more", missing_records.size() - kNamedRecords);
  }
  return text;
}

}  // namespace fxlake::transform
