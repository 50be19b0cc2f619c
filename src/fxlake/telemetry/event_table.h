// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace fxlake::telemetry {

// The events that are emitted. Their table is in event_table.cc; docs/reference/metrics.md lists it.
enum class Event {
  run_started,
  source_ingested,
  source_transformed,
  source_failed,
  quality_checked,
  rule_failed,
  run_succeeded,
  run_failed,
  notification_sent,
  notification_failed,
  schedule_waits,
  schedule_starts,
  schedule_caught_up,
  schedule_failed,
  schedule_stopped,
};

enum class Level { info, warning, error };

struct EventTraits {
  Event event;
  std::string_view name;  // RunStarted
  Level level;
  std::string_view help;
};

std::span<const EventTraits> AllEvents();
const EventTraits& TraitsOf(Event event);
std::string_view NameOf(Level level);

}  // namespace fxlake::telemetry
