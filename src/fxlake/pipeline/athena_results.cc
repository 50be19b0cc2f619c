// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/athena_results.h"

#include <algorithm>

namespace fxlake::pipeline {
namespace {

// An Athena type name for a kind of value.
std::string_view TypeName(query::ValueKind kind) {
  switch (kind) {
    case query::ValueKind::boolean: return "boolean";
    case query::ValueKind::integer: return "bigint";
    case query::ValueKind::decimal: return "decimal";
    case query::ValueKind::real: return "double";
    case query::ValueKind::date: return "date";
    case query::ValueKind::timestamp: return "timestamp";
    default: return "varchar";
  }
}

const Json* Member(const Json& json, std::initializer_list<std::string_view> path) {
  const auto* at = &json;
  for (const auto key : path) {
    at = at->Find(key);
    if (at == nullptr) return nullptr;
  }
  return at;
}

Json Cell(const std::optional<std::string>& value) {
  return value ? JsonObject({{"VarCharValue", *value}}) : Json::EmptyObject();
}

}  // namespace

Result<query::Table> TableOfAthena(const Json& answer) {
  const auto* rows = Member(answer, {"ResultSet", "Rows"});
  if (rows == nullptr || !rows->is_array())
    return InvalidInput("reading the Athena result: no array ResultSet.Rows");
  query::Table table;
  for (const auto& row : rows->array()) {
    const auto* cells = row.Find("Data");
    if (cells == nullptr || !cells->is_array())
      return InvalidInput("reading the Athena result: a row has no array Data");
    std::vector<std::optional<std::string>> values;
    for (const auto& cell : cells->array()) {
      const auto value = cell.StringAt("VarCharValue");
      values.push_back(value ? std::optional(*value) : std::nullopt);
    }
    if (table.columns.empty()) {
      for (const auto& name : values) table.columns.push_back({name.value_or(""), "varchar"});
    } else {
      table.rows.push_back(std::move(values));
    }
  }
  return table;
}

Json AthenaOfTable(const query::Table& table, std::size_t first, std::size_t count) {
  Json columns = Json::EmptyArray(), header = Json::EmptyArray(), rows = Json::EmptyArray();
  for (const auto& column : table.columns) {
    header.Append(Cell(column.name));
    columns.Append(JsonObject({{"Name", column.name},
                               {"Label", column.name},
                               {"Type", TypeName(column.kind)},
                               {"Nullable", "UNKNOWN"}}));
  }
  const auto end = std::min(table.rows.size() + 1, first + count);
  for (auto at = first; at < end; ++at) {
    Json cells = Json::EmptyArray();
    if (at > 0) {
      for (const auto& value : table.rows[at - 1]) cells.Append(Cell(value));
    }
    rows.Append(JsonObject({{"Data", at == 0 ? header : std::move(cells)}}));
  }
  return JsonObject(
      {{"UpdateCount", 0},
       {"ResultSet", JsonObject({{"Rows", std::move(rows)},
                                 {"ResultSetMetadata", JsonObject({{"ColumnInfo", std::move(columns)}})}})}});
}

}  // namespace fxlake::pipeline
