// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <span>

#include "fxlake/rates/look_up.h"
#include "fxlake/server/snapshot/rate_history.h"

namespace fxlake::server {

// Looks up days in a pair's history, which must outlive it. Days may come in any order; ascending ones need
// no search.
class HistoryCursor {
 public:
  explicit HistoryCursor(const PairHistory& history) : history_(&history), days_(history.days) {}

  const PairHistory& history() const { return *history_; }

  // The index of the rate of exactly that day.
  std::optional<std::size_t> On(std::int32_t day) {
    const auto at = Seek(day);
    return at < days_.size() && days_[at] == day ? std::optional(at) : std::nullopt;
  }
  // The index of the rate for a day, as rates::FindRate finds it.
  std::optional<std::size_t> Find(std::int32_t day, const rates::LookUpRule& rule) {
    const auto at = Seek(day);
    if (at < days_.size() && days_[at] == day) return at;
    if (rule.look_up == rates::LookUp::next && at < days_.size() && days_[at] - day <= rule.reach) return at;
    if (rule.look_up == rates::LookUp::previous && at > 0 && day - days_[at - 1] <= rule.reach) return at - 1;
    return std::nullopt;
  }

 private:
  // The first index whose day is not before `day`.
  std::size_t Seek(std::int32_t day) {
    if (IsFirstFrom(at_, day)) return at_;
    if (at_ < days_.size() && IsFirstFrom(at_ + 1, day)) return ++at_;
    return at_ = static_cast<std::size_t>(std::ranges::lower_bound(days_, day) - days_.begin());
  }
  bool IsFirstFrom(std::size_t index, std::int32_t day) const {
    return (index == days_.size() || days_[index] >= day) && (index == 0 || days_[index - 1] < day);
  }

  const PairHistory* history_;
  std::span<const std::int32_t> days_;
  std::size_t at_ = 0;
};

}  // namespace fxlake::server
