// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/schedule_page.h"

#include <fmt/format.h>

namespace fxlake::server {
namespace {

Json TimeOf(const std::optional<Instant>& time) { return time ? Json(time->ToSeconds()) : Json(); }

std::string Family(std::string_view name, std::string_view type, std::string_view help,
                   std::string_view sample, std::int64_t value) {
  return fmt::format("# TYPE {0} {1}\n# HELP {0} {2}\n{3} {4}\n", name, type, help, sample, value);
}

std::string Gauge(std::string_view name, std::string_view help, std::int64_t value) {
  return Family(name, "gauge", help, name, value);
}

std::string Counter(std::string_view name, std::string_view help, std::uint64_t value) {
  return Family(name, "counter", help, std::string(name) + "_total", static_cast<std::int64_t>(value));
}

}  // namespace

Json ScheduleHealth(const ScheduleStatus& status) {
  const bool ok = status.problem.empty() && status.reload_problem.empty();
  auto json = JsonObject({{"status", ok ? "ok" : "failing"},
                          {"running", status.is_running},
                          {"next", TimeOf(status.next)},
                          {"succeeded_at", TimeOf(status.succeeded_at)},
                          {"failures_in_a_row", status.failures_in_a_row}});
  if (!status.problem.empty()) json.Set("reason", status.problem);
  if (!status.reload_problem.empty()) json.Set("configuration", status.reload_problem);
  return json;
}

std::string ScheduleMetrics(const ScheduleStatus& status) {
  auto page = Gauge("fxlake_schedule_running", "1 while a scheduled run is under way.", status.is_running);
  page += Counter("fxlake_schedule_runs", "Scheduled runs that ended.", status.runs);
  page += Counter("fxlake_schedule_failures", "Scheduled runs that failed.", status.failures);
  page += Gauge("fxlake_schedule_failures_in_a_row", "Scheduled runs that failed since the last success.",
                static_cast<std::int64_t>(status.failures_in_a_row));
  page += Gauge("fxlake_schedule_configuration_broken",
                "1 while the configuration could not be read again and the former one is in force.",
                status.reload_problem.empty() ? 0 : 1);
  const auto time = [&page](std::string_view name, std::string_view help, const std::optional<Instant>& at) {
    if (at) page += Gauge(name, help, at->micros() / Instant::kPerSecond);
  };
  time("fxlake_schedule_next_timestamp_seconds", "When the next scheduled run starts.", status.next);
  time("fxlake_schedule_success_timestamp_seconds",
       "When the last scheduled run that succeeded ended, since the process started.", status.succeeded_at);
  return page;
}

}  // namespace fxlake::server
