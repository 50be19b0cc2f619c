// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/scanned_partitions.h"

#include <fmt/format.h>

#include <numeric>
#include <optional>
#include <set>

#include "fxlake/base/json.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::pipeline {
namespace {

struct FileScan {
  std::string filters;   // "(year = 2020)(source = 'b')"; "" when every file is read
  std::string selected;  // "1/56"
};

// The Parquet scans of a plan; false when it reads files in another way.
bool CollectScans(const Json& node, std::vector<FileScan>& scans) {
  if (const auto* info = node.Find("extra_info"); info != nullptr && info->is_object()) {
    const auto function = info->StringAt("Function").value_or("");
    if (function == "READ_PARQUET") {
      scans.push_back(
          {info->StringAt("File Filters").value_or(""), info->StringAt("Scanning Files").value_or("")});
    } else if (function.starts_with("READ_") || function.starts_with("PARQUET_")) {
      return false;
    }
  }
  const auto* children = node.Find("children");
  if (children == nullptr || !children->is_array()) return true;
  for (const auto& child : children->array()) {
    if (!CollectScans(child, scans)) return false;
  }
  return true;
}

// The plan concatenates conditions without separators; each ends with its outermost parenthesis.
std::string Conjunction(const std::string& filters) {
  std::string joined;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < filters.size(); ++i) {
    const char c = filters[i];
    joined += c;
    if (c == '\'') quoted = !quoted;
    if (quoted) continue;
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0 && i + 1 < filters.size()) joined += " AND ";
  }
  return joined;
}

std::string PartitionRows(std::span<const SourcePartition> partitions) {
  std::string rows;
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const auto& [source, id] = partitions[i];
    rows += fmt::format("{}({}, {}, {}, {})", i == 0 ? "" : ", ", i,
                        id.table == lake::Table::exchange_rates ? 0 : 1, query::SqlString(source), id.year);
  }
  return rows;
}

// The partitions that a scan selects: those of the one table, or of both when the count fits both.
std::optional<std::vector<std::size_t>> Chosen(query::DuckDbEngine& engine, const FileScan& scan,
                                               std::span<const SourcePartition> partitions) {
  if (scan.filters.empty()) return std::nullopt;
  const auto table = query::RunToTable(
      engine, fmt::format("SELECT i, part FROM (VALUES {}) AS t(i, part, source, year) WHERE {}",
                          PartitionRows(partitions), Conjunction(scan.filters)));
  if (!table) return std::nullopt;
  std::vector<std::size_t> of_table[2];
  for (const auto& row : table->rows)
    of_table[row[1] == "0" ? 0 : 1].push_back(std::stoul(row[0].value_or("0")));
  std::vector<std::size_t> selected;
  bool fits = false;
  for (const auto& each : of_table) {
    if (!scan.selected.starts_with(fmt::format("{}/", each.size()))) continue;
    fits = true;
    selected.insert(selected.end(), each.begin(), each.end());
  }
  return fits ? std::optional(selected) : std::nullopt;
}

}  // namespace

std::vector<std::size_t> ScannedPartitions(query::DuckDbEngine& engine, const std::string& sql,
                                           std::span<const SourcePartition> partitions) {
  std::vector<std::size_t> all(partitions.size());
  std::iota(all.begin(), all.end(), 0);
  const auto count = engine.CountStatements(sql);
  if (!count || *count != 1 || partitions.empty()) return all;
  const auto plan = query::RunToTable(engine, "EXPLAIN (FORMAT json) " + sql);
  if (!plan || plan->rows.size() != 1 || plan->rows[0].size() != 2) return all;
  const auto json = Json::Parse(plan->rows[0][1].value_or(""));
  if (!json || !json->is_array()) return all;
  std::vector<FileScan> scans;
  for (const auto& node : json->array()) {
    if (!CollectScans(node, scans)) return all;
  }
  std::set<std::size_t> scanned;
  for (const auto& scan : scans) {
    const auto selected = Chosen(engine, scan, partitions);
    if (!selected) return all;
    scanned.insert(selected->begin(), selected->end());
  }
  return {scanned.begin(), scanned.end()};
}

}  // namespace fxlake::pipeline
