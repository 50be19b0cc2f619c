// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "fxlake/base/rational.h"
#include "fxlake/server/frankfurter/v2_query.h"

namespace fxlake::server {

// The value of one unit of a provider's home currency in another currency, and its date.
struct Position {
  Rational per_home;
  std::int32_t day = 0;
};

// The positions that a blend uses: a provider's daily rates, or the means of a bucket of days.
class Positions {
 public:
  virtual ~Positions() = default;
  // The position in `code` as of `day`; nullopt when there is none. A provider's home currency has none,
  // because it is always 1.
  virtual std::optional<Position> Find(const Provider& provider, rates::CurrencyCode code,
                                       std::int32_t day) const = 0;
};

// The currencies that a provider quotes against its home currency, in order.
std::vector<rates::CurrencyCode> CodesOf(const Provider& provider);

// The last rates of at most kCarriedDays before.
class DailyPositions final : public Positions {
 public:
  std::optional<Position> Find(const Provider& provider, rates::CurrencyCode code,
                               std::int32_t day) const override;
};

// Arithmetic means of all rates from `first` to `last`, dated `label`.
class MeanPositions final : public Positions {
 public:
  MeanPositions(const std::vector<const Provider*>& providers, std::int32_t first, std::int32_t last,
                std::int32_t label);
  std::optional<Position> Find(const Provider& provider, rates::CurrencyCode code,
                               std::int32_t day) const override;

 private:
  std::map<std::pair<const Provider*, rates::CurrencyCode>, Position> means_;
};

}  // namespace fxlake::server
