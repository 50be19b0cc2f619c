// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/open_metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace fxlake::telemetry {
namespace {

constexpr std::string_view kLabel = "{source=\"";

std::string SampleName(const MetricTraits& traits) {
  return OpenMetricsName(traits) + (traits.kind == MetricKind::counter ? "_total" : "");
}

// A label value with its three escapes.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

const MetricTraits* FindSample(std::string_view name) {
  for (const auto& traits : AllMetrics()) {
    if (SampleName(traits) == name) return &traits;
  }
  return nullptr;
}

// Removes a label value, up to its closing quote, from the front of `text`.
std::optional<std::string> TakeLabel(std::string_view& text) {
  std::string value;
  bool escaped = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && !escaped) {
      text.remove_prefix(i + 1);
      return value;
    }
    const bool escape = text[i] == '\\' && !escaped;
    if (!escape) value += escaped && text[i] == 'n' ? '\n' : text[i];
    escaped = escape;
  }
  return std::nullopt;
}

void ParseLine(std::string_view line, MetricValues& into) {
  const auto* traits = FindSample(line.substr(0, line.find_first_of("{ ")));
  if (traits == nullptr) return;
  line.remove_prefix(SampleName(*traits).size());
  std::string source;
  if (!traits->dimension.empty()) {
    if (!line.starts_with(kLabel)) return;
    line.remove_prefix(kLabel.size());
    auto value = TakeLabel(line);
    if (!value || !line.starts_with('}')) return;
    source = *std::move(value);
    line.remove_prefix(1);
  }
  if (!line.starts_with(' ')) return;
  line.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error == std::errc() && end == line.data() + line.size()) into.Apply(traits->metric, source, number);
}

}  // namespace

void MetricValues::Apply(Metric metric, const std::string& source, double value) {
  auto& held = values_[{metric, source}];
  held = TraitsOf(metric).kind == MetricKind::counter ? held + value : value;
}

void MetricValues::Apply(const MetricValues& later) {
  for (const auto& [key, value] : later.values_) Apply(key.first, key.second, value);
}

std::string RenderOpenMetrics(const MetricValues& values) {
  std::string text;
  const MetricTraits* family = nullptr;
  for (const auto& [key, value] : values.values()) {
    const auto& traits = TraitsOf(key.first);
    if (family != &traits) {
      const auto name = OpenMetricsName(traits);
      text += fmt::format("# TYPE {} {}\n", name, traits.kind == MetricKind::counter ? "counter" : "gauge");
      if (name.ends_with("_seconds")) text += fmt::format("# UNIT {} seconds\n", name);
      text += fmt::format("# HELP {} {}\n", name, traits.help);
    }
    family = &traits;
    const auto label = traits.dimension.empty() ? "" : fmt::format("{}{}\"}}", kLabel, Escaped(key.second));
    text += fmt::format("{}{} {}\n", SampleName(traits), label, value);
  }
  return text + "# EOF\n";
}

MetricValues ParseOpenMetrics(std::string_view text) {
  MetricValues values;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    ParseLine(line, values);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return values;
}

}  // namespace fxlake::telemetry
