// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fxlake::telemetry {

// The metrics that are published. Their table is in metric_table.cc; docs/reference/metrics.md lists it.
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
  counter,  // samples are added
  gauge,    // the last sample replaces it
};

struct MetricTraits {
  Metric metric;
  std::string_view name;  // as in CloudWatch: ObservationsNew
  MetricKind kind;
  std::string_view unit;       // in CloudWatch's terms: Count, Bytes, Seconds
  std::string_view dimension;  // Source, or "" for a metric of the whole lake
  std::string_view help;
};

// CloudWatch's default namespace; FXLAKE_METRIC_NAMESPACE overrides it.
inline constexpr std::string_view kDefaultNamespace = "FXLake";

std::span<const MetricTraits> AllMetrics();
const MetricTraits& TraitsOf(Metric metric);

// The metric family in OpenMetrics: fxlake_observations_new. Samples of a counter append _total.
std::string OpenMetricsName(const MetricTraits& traits);

}  // namespace fxlake::telemetry
