// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/embedded_metrics.h"

#include <algorithm>
#include <utility>

namespace fxlake::telemetry {
namespace {

// "Specification: CloudWatch embedded metric format": the metrics of a line share dimensions and time.
std::string Line(const std::vector<Sample>& samples, std::string_view name_space) {
  auto metrics = Json::EmptyArray();
  auto values = Json::EmptyObject();
  std::string_view dimension;
  for (const auto& sample : samples) {
    const auto& traits = TraitsOf(sample.metric);
    dimension = traits.dimension;
    metrics.Append(JsonObject({{"Name", traits.name}, {"Unit", traits.unit}}));
    values.Set(traits.name, sample.value);
  }
  auto dimensions = Json::EmptyArray();
  if (!dimension.empty()) dimensions.Append(dimension);
  auto directive = JsonObject({{"Namespace", name_space},
                               {"Dimensions", Json(Json::Array{dimensions})},
                               {"Metrics", std::move(metrics)}});
  auto line =
      JsonObject({{"_aws", JsonObject({{"Timestamp", samples.front().at.micros() / 1000},
                                       {"CloudWatchMetrics", Json(Json::Array{std::move(directive)})}})}});
  if (!dimension.empty()) line.Set(dimension, samples.front().source);
  for (const auto& [name, value] : values.object()) line.Set(name, value);
  return line.Dump();
}

}  // namespace

std::vector<std::string> EmbeddedMetricLines(const std::vector<Sample>& samples,
                                             std::string_view name_space) {
  std::vector<std::vector<Sample>> groups;
  for (const auto& sample : samples) {
    const auto fits = [&](const std::vector<Sample>& group) {
      return group.front().source == sample.source &&
             TraitsOf(group.front().metric).dimension == TraitsOf(sample.metric).dimension &&
             std::ranges::find(group, sample.metric, &Sample::metric) == group.end();
    };
    auto group = std::ranges::find_if(groups, fits);
    if (group == groups.end()) group = groups.insert(groups.end(), std::vector<Sample>());
    group->push_back(sample);
  }
  std::vector<std::string> lines;
  for (const auto& group : groups) lines.push_back(Line(group, name_space));
  return lines;
}

Result<void> EmbeddedMetrics::Flush() {
  for (const auto& line : EmbeddedMetricLines(std::exchange(samples_, {}), name_space_)) {
    auto written = lines_.Write(line);
    if (!written) return written.error().In("writing metrics");
  }
  return {};
}

}  // namespace fxlake::telemetry
