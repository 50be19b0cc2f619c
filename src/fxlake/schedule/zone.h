// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <string>

#include "fxlake/base/instant.h"

namespace fxlake::schedule {

// A local date and time.
struct WallTime {
  Date day;
  int hour = 0;
  int minute = 0;
  int second = 0;
  friend auto operator<=>(const WallTime&, const WallTime&) = default;
};

// A time zone of the IANA database, from the system (/usr/share/zoneinfo).
class Zone {
 public:
  // invalid_input when there is no such zone.
  static Result<Zone> Load(const std::string& name);

  WallTime At(Instant at) const;
  // The first time at which local clocks show `wall`; nullopt when they skip it, at the start of summer time.
  std::optional<Instant> First(const WallTime& wall) const;
  // As First; for a skipped time, the moment of the change.
  Instant FirstOrChange(const WallTime& wall) const;
  // 2026-04-14T16:15:00+02:00
  std::string Format(Instant at) const;

  const std::string& name() const { return name_; }

 private:
  struct Rules;
  Zone(std::string name, std::shared_ptr<const Rules> rules)
      : name_(std::move(name)), rules_(std::move(rules)) {}

  std::string name_;
  std::shared_ptr<const Rules> rules_;
};

}  // namespace fxlake::schedule
