// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <string>

#include "fxlake/base/instant.h"

namespace fxlake::schedule {

// What clocks on a wall show.
struct WallTime {
  Date day;
  int hour = 0;
  int minute = 0;
  int second = 0;
  friend auto operator<=>(const WallTime&, const WallTime&) = default;
};

// A time zone of the IANA database, as the system has it (/usr/share/zoneinfo).
class Zone {
 public:
  // invalid_input when there is no zone of that name.
  static Result<Zone> Load(const std::string& name);

  WallTime At(Instant at) const;
  // When clocks there show that for the first time; nothing when they skip it, as they do when summer time
  // begins.
  std::optional<Instant> First(const WallTime& wall) const;
  // The same, and when it is skipped the moment of the change.
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
