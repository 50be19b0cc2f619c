// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/merge.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "fxlake/transform/sort_rows.h"

namespace fxlake::transform {
namespace {

using lake::Origin;
using lake::RateRow;
using lake::RateRows;

// Combines the origins of several row sets into one list, with each set's new indices.
class OriginUnion {
 public:
  std::vector<std::uint32_t> Add(const std::vector<Origin>& origins) {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(origins.size());
    for (const auto& origin : origins) {
      const auto [found, added] =
          numbers_.try_emplace(origin.raw_object, static_cast<std::uint32_t>(all_.size()));
      if (added) all_.push_back(&origin);
      numbers.push_back(found->second);
    }
    return numbers;
  }
  std::int64_t RecordedAt(std::uint32_t number) const { return all_[number]->recorded_at.micros(); }
  std::size_t size() const { return all_.size(); }
  const Origin& at(std::size_t number) const { return *all_[number]; }

 private:
  std::vector<const Origin*> all_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

// One published value of a key.
struct Link {
  RateRow row;  // origin index in the union
  std::int64_t recorded_at = 0;
  const RateRow* incoming = nullptr;
};

class Merger {
 public:
  Merger(const YearRows& known, const RateRows& incoming)
      : known_(known),
        incoming_(incoming),
        of_rates_(origins_.Add(known.rates.origins)),
        of_revisions_(origins_.Add(known.revisions.origins)),
        of_incoming_(origins_.Add(incoming.origins)) {}

  MergeResult Run() {
    std::size_t rate = 0, revision = 0, incoming = 0;
    const auto& rates = known_.rates.rows;
    const auto& revisions = known_.revisions.rows;
    result_.rows.rates.rows.reserve(rates.size() + incoming_.rows.size());
    while (rate < rates.size() || incoming < incoming_.rows.size()) {
      const bool from_rates = incoming == incoming_.rows.size() ||
                              (rate < rates.size() && !KeyLess(incoming_.rows[incoming], rates[rate]));
      const auto key = from_rates ? rates[rate] : incoming_.rows[incoming];
      chain_.clear();
      // Revisions of keys without a rate cannot exist; they are skipped.
      for (; revision < revisions.size() && !KeyLess(key, revisions[revision]); ++revision) {
        if (SameKey(revisions[revision], key)) AddLink(revisions[revision], of_revisions_, nullptr);
      }
      if (rate < rates.size() && SameKey(rates[rate], key)) AddLink(rates[rate++], of_rates_, nullptr);
      const bool is_new = chain_.empty();
      for (; incoming < incoming_.rows.size() && SameKey(incoming_.rows[incoming], key); ++incoming) {
        AddLink(incoming_.rows[incoming], of_incoming_, &incoming_.rows[incoming]);
      }
      Settle(is_new);
    }
    UseOrigins(result_.rows.rates);
    UseOrigins(result_.rows.revisions);
    return std::move(result_);
  }

 private:
  void AddLink(const RateRow& row, const std::vector<std::uint32_t>& numbers, const RateRow* incoming) {
    Link link{row, 0, incoming};
    link.row.origin = numbers[row.origin];
    link.row.superseded_at = 0;
    link.recorded_at = origins_.RecordedAt(link.row.origin);
    chain_.push_back(link);
  }

  void Settle(bool is_new) {
    if (chain_.size() > 1) std::ranges::stable_sort(chain_, {}, &Link::recorded_at);
    RateRow held = chain_.front().row;
    std::int64_t held_at = chain_.front().recorded_at;
    if (chain_.front().incoming != nullptr) ++(is_new ? result_.counts.added : result_.counts.same);
    for (std::size_t i = 1; i < chain_.size(); ++i) {
      const auto& link = chain_[i];
      if (link.row.rate == held.rate) {
        result_.counts.same += link.incoming != nullptr ? 1 : 0;
      } else if (link.recorded_at == held_at) {
        if (link.incoming == nullptr) continue;
        ++result_.counts.contradicted;
        result_.contradictions.push_back(*link.incoming);
      } else {
        result_.counts.revised += link.incoming != nullptr ? 1 : 0;
        held.superseded_at = link.recorded_at;
        result_.rows.revisions.rows.push_back(held);
        held = link.row;
        held_at = link.recorded_at;
      }
    }
    result_.rows.rates.rows.push_back(held);
  }

  // Reduces the origins to those that the rows use, in order of first use.
  void UseOrigins(RateRows& rows) const {
    constexpr std::uint32_t kUnused = UINT32_MAX;
    std::vector<std::uint32_t> numbers(origins_.size(), kUnused);
    for (auto& row : rows.rows) {
      auto& number = numbers[row.origin];
      if (number == kUnused) {
        number = static_cast<std::uint32_t>(rows.origins.size());
        rows.origins.push_back(origins_.at(row.origin));
      }
      row.origin = number;
    }
  }

  const YearRows& known_;
  const RateRows& incoming_;
  OriginUnion origins_;
  std::vector<std::uint32_t> of_rates_, of_revisions_, of_incoming_;
  std::vector<Link> chain_;
  MergeResult result_;
};

// Shortcut for a year without known rates and without duplicate keys: the incoming rows are the result.
MergeResult FirstOfTheYear(RateRows incoming) {
  MergeResult result;
  result.counts.added = incoming.rows.size();
  result.rows.rates = std::move(incoming);
  return result;
}

}  // namespace

MergeResult Merge(const YearRows& known, RateRows incoming) {
  SortByKey(incoming.rows);
  const auto repeats = [](const RateRow& a, const RateRow& b) { return SameKey(a, b); };
  if (known.rates.rows.empty() && known.revisions.rows.empty() &&
      std::ranges::adjacent_find(incoming.rows, repeats) == incoming.rows.end()) {
    return FirstOfTheYear(std::move(incoming));
  }
  return Merger(known, incoming).Run();
}

}  // namespace fxlake::transform
