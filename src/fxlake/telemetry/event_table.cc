// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/event_table.h"

#include <algorithm>
#include <array>

namespace fxlake::telemetry {
namespace {

using enum Level;

// In the order of the enumeration.
constexpr std::array kEvents = {
    EventTraits{Event::run_started, "RunStarted", info, "an execution of the workflow started"},
    EventTraits{Event::source_ingested, "SourceIngested", info,
                "a source was fetched; the response bodies are in the raw zone, or nothing was new"},
    EventTraits{Event::source_transformed, "SourceTransformed", info,
                "the raw objects of a source were transformed"},
    EventTraits{Event::source_failed, "SourceFailed", error, "the fetch or transform of a source failed"},
    EventTraits{Event::quality_checked, "QualityChecked", info, "the quality rules were evaluated"},
    EventTraits{Event::rule_failed, "RuleFailed", error, "a quality rule failed"},
    EventTraits{Event::run_succeeded, "RunSucceeded", info, "an execution ended successfully"},
    EventTraits{Event::run_failed, "RunFailed", error, "an execution failed"},
    EventTraits{Event::notification_sent, "NotificationSent", info, "a notification was sent"},
    EventTraits{Event::notification_failed, "NotificationFailed", error, "a notification could not be sent"},
    EventTraits{Event::schedule_waits, "ScheduleWaits", info, "a schedule waits for its next time"},
    EventTraits{Event::schedule_starts, "ScheduleStarts", info, "a schedule starts an execution"},
    EventTraits{Event::schedule_caught_up, "ScheduleCaughtUp", warning,
                "a schedule missed one or more times; one execution replaces them"},
    EventTraits{Event::schedule_failed, "ScheduleFailed", error,
                "an execution of a schedule failed or could not start"},
    EventTraits{Event::schedule_stopped, "ScheduleStopped", info, "the scheduler stopped after a signal"},
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
