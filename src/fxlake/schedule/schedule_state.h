// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"

namespace fxlake::schedule {

// A due time that a scheduler has claimed. Until its execution begins, another scheduler may start it under
// the same name, so that only one of them succeeds.
struct Claim {
  Instant due;
  std::string execution;
  Instant until;  // if the execution has not begun by then, the claimant is considered gone
  friend bool operator==(const Claim&, const Claim&) = default;
};

// Persistent state of a schedule, which ensures that each due time starts one execution across processes.
struct ScheduleState {
  Instant first_seen;
  std::optional<Instant> handled;  // the newest due time that was started or compensated
  std::optional<Instant> started;  // when an execution was last started
  std::optional<Claim> claim;      // nullopt once its execution has ended

  Json ToJson() const;
  friend bool operator==(const ScheduleState&, const ScheduleState&) = default;
};

// A schedule's state as an object of a store.
class StateObject {
 public:
  StateObject(env::ObjectStore& store, std::string key) : store_(store), key_(std::move(key)) {}

  // nullopt when there is none; corrupt when it is invalid.
  Result<std::optional<ScheduleState>> Read();
  // Replaces the state last read. conflict when another process did so first.
  Result<void> Write(const ScheduleState& state);

 private:
  env::ObjectStore& store_;
  std::string key_;
  std::optional<std::string> etag_;
};

}  // namespace fxlake::schedule
