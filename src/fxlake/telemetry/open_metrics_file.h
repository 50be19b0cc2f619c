// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "fxlake/telemetry/open_metrics.h"

namespace fxlake::telemetry {

// Measurements as an OpenMetrics text file, as read by the textfile collector of Prometheus's node exporter.
// Counters continue from the file's values, so that short processes accumulate; the file is replaced
// atomically. Several processes may write one file.
class OpenMetricsFile : public Sink {
 public:
  explicit OpenMetricsFile(std::filesystem::path file) : file_(std::move(file)) {}
  void Take(const Record&) override {}
  void Take(const Sample& sample) override { pending_.Apply(sample.metric, sample.source, sample.value); }
  Result<void> Flush() override;

 private:
  std::filesystem::path file_;
  MetricValues pending_;  // since the last Flush
};

}  // namespace fxlake::telemetry
