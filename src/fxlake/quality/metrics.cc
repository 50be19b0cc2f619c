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

std::string Metrics::Aggregate(const std::string& expression) { return fmt::format("scan.figure{}", Place(aggregates_, expression)); }

std::string Metrics::Value(const std::string& query) { return fmt::format("query{}.figure", Place(queries_, query)); }

std::vector<std::string> Metrics::Definitions() const {
  std::vector<std::string> parts;
  if (!aggregates_.empty()) {
    std::string list;
    for (std::size_t i = 0; i < aggregates_.size(); ++i)
      list += fmt::format("{}\n  {} AS figure{}", i == 0 ? "" : ",", aggregates_[i], i + 1);
    parts.push_back(fmt::format("scan AS (SELECT{}\n  FROM {})", list, table_));
  }
  for (std::size_t i = 0; i < queries_.size(); ++i)
    parts.push_back(fmt::format("query{} AS (SELECT ({}\n) AS figure)", i + 1, queries_[i]));
  return parts;
}

std::vector<std::string> Metrics::Names() const {
  std::vector<std::string> names;
  if (!aggregates_.empty()) names.emplace_back("scan");
  for (std::size_t i = 0; i < queries_.size(); ++i) names.push_back(fmt::format("query{}", i + 1));
  return names;
}

}  // namespace fxlake::quality
