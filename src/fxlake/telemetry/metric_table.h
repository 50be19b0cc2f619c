// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fxlake::telemetry {

// What is measured. The one table of metrics is in metric_table.cc; docs/reference/metrics.md shows it.
enum class Metric {
  observations_new,
  observations_revised,
  rows_quarantined,
  bytes_fetched,
  ingest_failures,
  transform_failures,
  stale_days,
  quality_rules_failed,
  quality_rules_passed,
  empty_results,
  runs_succeeded,
  runs_failed,
  run_seconds,
};

enum class MetricKind {
  counter,  // each sample adds to it
  gauge,    // each sample replaces it
};

struct MetricTraits {
  Metric metric;
  std::string_view name;  // as in CloudWatch: ObservationsNew
  MetricKind kind;
  std::string_view unit;       // of CloudWatch: Count, Bytes, Seconds
  std::string_view dimension;  // Source, or "" for a metric of the whole lake
  std::string_view help;
};

// CloudWatch's namespace unless FXLAKE_METRIC_NAMESPACE names another.
inline constexpr std::string_view kDefaultNamespace = "FXLake";

std::span<const MetricTraits> AllMetrics();
const MetricTraits& TraitsOf(Metric metric);

// The metric's family in OpenMetrics: fxlake_observations_new. Samples of a counter add _total.
std::string OpenMetricsName(const MetricTraits& traits);

}  // namespace fxlake::telemetry
