// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/metric_table.h"

#include <algorithm>
#include <array>

namespace fxlake::telemetry {
namespace {

using enum MetricKind;

// In the order of the enumeration.
constexpr std::array kMetrics = {
    MetricTraits{Metric::observations_new, "ObservationsNew", counter, "Count", "Source",
                 "rates with a key that is new in the lake"},
    MetricTraits{Metric::observations_revised, "ObservationsRevised", counter, "Count", "Source",
                 "rates that replaced a different value"},
    MetricTraits{Metric::rows_quarantined, "RowsQuarantined", counter, "Count", "Source",
                 "rows rejected to quarantine"},
    MetricTraits{Metric::bytes_fetched, "BytesFetched", counter, "Bytes", "Source",
                 "bytes written to the raw zone"},
    MetricTraits{Metric::ingest_failures, "IngestFailures", counter, "Count", "Source",
                 "failed fetches of the source"},
    MetricTraits{Metric::transform_failures, "TransformFailures", counter, "Count", "Source",
                 "failed transforms of the source"},
    MetricTraits{Metric::stale_days, "StaleDays", gauge, "Count", "Source",
                 "publication days of the source's calendar between its latest rate and the latest due date"},
    MetricTraits{Metric::quality_rules_failed, "QualityRulesFailed", gauge, "Count", "",
                 "quality rules that failed in the last validation"},
    MetricTraits{Metric::quality_rules_passed, "QualityRulesPassed", gauge, "Count", "",
                 "quality rules that passed in the last validation"},
    MetricTraits{Metric::empty_results, "EmptyResults", counter, "Count", "",
                 "validations that returned no verdict"},
    MetricTraits{Metric::runs_succeeded, "RunsSucceeded", counter, "Count", "",
                 "runs in which every source and every rule succeeded"},
    MetricTraits{Metric::runs_failed, "RunsFailed", counter, "Count", "",
                 "runs in which a source or a rule failed"},
    MetricTraits{Metric::run_seconds, "RunSeconds", gauge, "Seconds", "", "duration of the last run"},
};
static_assert(std::ranges::is_sorted(kMetrics, {}, &MetricTraits::metric));
static_assert(kMetrics.size() == static_cast<std::size_t>(Metric::run_seconds) + 1);

}  // namespace

std::span<const MetricTraits> AllMetrics() { return kMetrics; }

const MetricTraits& TraitsOf(Metric metric) { return kMetrics[static_cast<std::size_t>(metric)]; }

std::string OpenMetricsName(const MetricTraits& traits) {
  std::string name = "fxlake";
  for (const char c : traits.name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper) name += '_';
    name += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

}  // namespace fxlake::telemetry
