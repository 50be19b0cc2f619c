// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/event_table.h"

#include <algorithm>
#include <array>

namespace fxlake::telemetry {
namespace {

using enum Level;

// In the order of the enumeration.
constexpr std::array kEvents = {
    EventTraits{Event::run_started, "RunStarted", info, "an execution of the workflow began"},
    EventTraits{Event::source_ingested, "SourceIngested", info,
                "a source was asked; its bytes are in the raw zone, or nothing was new"},
    EventTraits{Event::source_transformed, "SourceTransformed", info, "a source's raw bytes became rates"},
    EventTraits{Event::source_failed, "SourceFailed", error,
                "a source could not be asked or its bytes not be read"},
    EventTraits{Event::quality_checked, "QualityChecked", info, "the quality rules were checked"},
    EventTraits{Event::rule_failed, "RuleFailed", error, "a quality rule failed"},
    EventTraits{Event::run_succeeded, "RunSucceeded", info, "an execution ended and all was in order"},
    EventTraits{Event::run_failed, "RunFailed", error, "an execution ended and something was not in order"},
    EventTraits{Event::notification_sent, "NotificationSent", info, "somebody was told"},
    EventTraits{Event::notification_failed, "NotificationFailed", error,
                "somebody was to be told and could not be"},
    EventTraits{Event::schedule_waits, "ScheduleWaits", info, "the next time of a schedule is known"},
    EventTraits{Event::schedule_starts, "ScheduleStarts", info, "a schedule starts an execution"},
    EventTraits{Event::schedule_caught_up, "ScheduleCaughtUp", warning,
                "times of a schedule were missed; one execution makes up for them"},
    EventTraits{Event::schedule_failed, "ScheduleFailed", error,
                "an execution that a schedule started failed or could not be started"},
    EventTraits{Event::schedule_stopped, "ScheduleStopped", info, "the scheduler ends as it was asked to"},
};
static_assert(std::ranges::is_sorted(kEvents, {}, &EventTraits::event));
static_assert(kEvents.size() == static_cast<std::size_t>(Event::schedule_stopped) + 1);

}  // namespace

std::span<const EventTraits> AllEvents() { return kEvents; }

const EventTraits& TraitsOf(Event event) { return kEvents[static_cast<std::size_t>(event)]; }

std::string_view NameOf(Level level) {
  switch (level) {
    case info: return "info";
    case warning: return "warning";
    case error: return "error";
  }
  return "";
}

}  // namespace fxlake::telemetry
