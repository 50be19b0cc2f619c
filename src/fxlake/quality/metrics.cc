// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace fxlake::quality {
namespace {

std::size_t Place(std::vector<std::string>& list, const std::string& item) {
  const auto found = std::ranges::find(list, item);
  if (found != list.end()) return static_cast<std::size_t>(found - list.begin()) + 1;
  list.push_back(item);
  return list.size();
}

}  // namespace

std::string Metrics::AggregateOver(const std::string& relation, const std::string& expression) {
  auto scan = std::ranges::find(scans_, relation, &Scan::relation);
  if (scan == scans_.end()) scan = scans_.insert(scan, {"scan_" + relation, relation, {}});
  return fmt::format("{}.figure{}", scan->name, Place(scan->aggregates, expression));
}

std::string Metrics::Value(const std::string& query) {
  return fmt::format("query{}.figure", Place(queries_, query));
}

std::vector<std::string> Metrics::Definitions() const {
  std::vector<std::string> parts;
  for (const auto& scan : scans_) {
    if (scan.aggregates.empty()) continue;
    std::string list;
    for (std::size_t i = 0; i < scan.aggregates.size(); ++i)
      list += fmt::format("{}\n  {} AS figure{}", i == 0 ? "" : ",", scan.aggregates[i], i + 1);
    parts.push_back(fmt::format("{} AS (SELECT{}\n  FROM {})", scan.name, list, scan.relation));
  }
  for (std::size_t i = 0; i < queries_.size(); ++i)
    parts.push_back(fmt::format("query{} AS (SELECT ({}\n) AS figure)", i + 1, queries_[i]));
  return parts;
}

std::vector<std::string> Metrics::Names() const {
  std::vector<std::string> names;
  for (const auto& scan : scans_) {
    if (!scan.aggregates.empty()) names.push_back(scan.name);
  }
  for (std::size_t i = 0; i < queries_.size(); ++i) names.push_back(fmt::format("query{}", i + 1));
  return names;
}

}  // namespace fxlake::quality
