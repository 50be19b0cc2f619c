// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"

namespace fxlake::schedule {

// A time that a scheduler took upon itself. Until its execution begins another one may be asked to, under the
// same name, so that of those who try one does.
struct Claim {
  Instant due;
  std::string execution;
  Instant until;  // then, unless the execution has begun, whoever claimed it is gone
  friend bool operator==(const Claim&, const Claim&) = default;
};

// What is remembered of a schedule, so that each of its times starts something once, whatever process is at
// work.
struct ScheduleState {
  Instant first_seen;
  std::optional<Instant> handled;  // the newest time that was started or made up for
  std::optional<Instant> started;  // when something was last started
  std::optional<Claim> claim;      // nothing once its execution has ended

  Json ToJson() const;
  friend bool operator==(const ScheduleState&, const ScheduleState&) = default;
};

// A state as it is kept: an object of a store.
class StateObject {
 public:
  StateObject(env::ObjectStore& store, std::string key) : store_(store), key_(std::move(key)) {}

  // Nothing when there is none; corrupt when it is none.
  Result<std::optional<ScheduleState>> Read();
  // Replaces what was last read. conflict when another process was first.
  Result<void> Write(const ScheduleState& state);

 private:
  env::ObjectStore& store_;
  std::string key_;
  std::optional<std::string> etag_;
};

}  // namespace fxlake::schedule
