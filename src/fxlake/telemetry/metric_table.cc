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
                 "rates under a key that the lake did not have"},
    MetricTraits{Metric::observations_revised, "ObservationsRevised", counter, "Count", "Source",
                 "rates that replaced another value"},
    MetricTraits{Metric::rows_quarantined, "RowsQuarantined", counter, "Count", "Source",
                 "rows that could not become a rate"},
    MetricTraits{Metric::bytes_fetched, "BytesFetched", counter, "Bytes", "Source",
                 "bytes kept in the raw zone"},
    MetricTraits{Metric::ingest_failures, "IngestFailures", counter, "Count", "Source",
                 "times that the source could not be asked"},
    MetricTraits{Metric::transform_failures, "TransformFailures", counter, "Count", "Source",
                 "times that its raw bytes could not be turned into rates"},
    MetricTraits{
        Metric::stale_days, "StaleDays", gauge, "Count", "Source",
        "publication days, by the source's calendar, between its newest rate and the newest that is due"},
    MetricTraits{Metric::quality_rules_failed, "QualityRulesFailed", gauge, "Count", "",
                 "quality rules that failed in the last check"},
    MetricTraits{Metric::quality_rules_passed, "QualityRulesPassed", gauge, "Count", "",
                 "quality rules that passed in the last check"},
    MetricTraits{Metric::empty_results, "EmptyResults", counter, "Count", "",
                 "quality checks that returned no verdict at all"},
    MetricTraits{Metric::runs_succeeded, "RunsSucceeded", counter, "Count", "",
                 "runs in which every source and every rule was in order"},
    MetricTraits{Metric::runs_failed, "RunsFailed", counter, "Count", "",
                 "runs in which a source or a rule failed"},
    MetricTraits{Metric::run_seconds, "RunSeconds", gauge, "Seconds", "", "how long the last run took"},
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
