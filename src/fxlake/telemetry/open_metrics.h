// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "fxlake/telemetry/sink.h"

namespace fxlake::telemetry {

// The value of each metric by source ("" for metrics without source).
class MetricValues {
 public:
  // Adds to a counter, replaces a gauge.
  void Apply(Metric metric, const std::string& source, double value);
  // Applies everything in `later`.
  void Apply(const MetricValues& later);

  bool empty() const { return values_.empty(); }
  const std::map<std::pair<Metric, std::string>, double>& values() const { return values_; }

  friend bool operator==(const MetricValues&, const MetricValues&) = default;

 private:
  std::map<std::pair<Metric, std::string>, double> values_;
};

// The media type of OpenMetrics 1.0 text, which a server's /metrics returns and Prometheus reads.
inline constexpr std::string_view kOpenMetricsType =
    "application/openmetrics-text; version=1.0.0; charset=utf-8";
std::string RenderOpenMetrics(const MetricValues& values);

// Parses what RenderOpenMetrics wrote; lines of other metrics are skipped.
MetricValues ParseOpenMetrics(std::string_view text);

}  // namespace fxlake::telemetry
