// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/base/decimal.h"
#include "fxlake/rates/pair.h"

namespace fxlake::rates {

// A rate published by a source for a date: 1 base = rate target, in the direction in which the source
// publishes it.
struct Observation {
  Date date;
  Pair pair;
  Decimal rate;

  friend auto operator<=>(const Observation&, const Observation&) = default;
};

// Observations in columns, 20 bytes each: days since 1970-01-01, packed codes (CurrencyCode), rates in units
// of 1e-10 (Decimal). All columns have size() values; rows keep their order of insertion.
class ObservationBatch {
 public:
  std::size_t size() const { return days_.size(); }
  bool empty() const { return days_.empty(); }
  void Reserve(std::size_t rows);
  void Clear();

  void Append(const Observation& observation) {
    days_.push_back(observation.date.days());
    bases_.push_back(observation.pair.base().packed());
    targets_.push_back(observation.pair.target().packed());
    rates_.push_back(observation.rate.units());
  }
  void Append(const ObservationBatch& other);
  // Removes the rows at those indices, which must ascend.
  void Remove(std::span<const std::size_t> indices);

  // The row at `index`, which must be below size().
  Observation At(std::size_t index) const {
    return {Date::FromDays(days_[index]),
            Pair(CurrencyCode::FromPacked(bases_[index]), CurrencyCode::FromPacked(targets_[index])),
            Decimal::FromUnits(rates_[index])};
  }

  std::span<const std::int32_t> days() const { return days_; }
  std::span<const std::uint32_t> bases() const { return bases_; }
  std::span<const std::uint32_t> targets() const { return targets_; }
  std::span<const std::int64_t> rates() const { return rates_; }

  friend bool operator==(const ObservationBatch&, const ObservationBatch&) = default;

 private:
  std::vector<std::int32_t> days_;
  std::vector<std::uint32_t> bases_;
  std::vector<std::uint32_t> targets_;
  std::vector<std::int64_t> rates_;
};

}  // namespace fxlake::rates
