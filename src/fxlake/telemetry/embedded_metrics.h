// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/telemetry/line_writer.h"
#include "fxlake/telemetry/sink.h"

namespace fxlake::telemetry {

// Measurements as lines in CloudWatch's embedded metric format, from which CloudWatch Logs extracts metrics.
// Flush writes one line per source and one for metrics without source.
class EmbeddedMetrics : public Sink {
 public:
  EmbeddedMetrics(LineWriter lines, std::string name_space)
      : lines_(std::move(lines)), name_space_(std::move(name_space)) {}
  void Take(const Record&) override {}
  void Take(const Sample& sample) override { samples_.push_back(sample); }
  Result<void> Flush() override;

 private:
  LineWriter lines_;
  std::string name_space_;
  std::vector<Sample> samples_;
};

// The lines for these samples. A metric measured twice for one source goes to a second line.
std::vector<std::string> EmbeddedMetricLines(const std::vector<Sample>& samples, std::string_view name_space);

}  // namespace fxlake::telemetry
