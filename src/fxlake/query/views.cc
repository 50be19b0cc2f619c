// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/views.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "fxlake/query/sql_text.h"

namespace fxlake::query {
namespace {

const std::array<Column, 8> kColumns = {{
    {"base_currency", "VARCHAR", ValueKind::text},
    {"target_currency", "VARCHAR", ValueKind::text},
    {"rate", "DECIMAL(18,10)", ValueKind::decimal},
    {"date", "DATE", ValueKind::date},
    {"recorded_at", "TIMESTAMP WITH TIME ZONE", ValueKind::timestamp},
    {"raw_object", "VARCHAR", ValueKind::text},
    {"source", "VARCHAR", ValueKind::text},
    {"year", "INTEGER", ValueKind::integer},
}};
const Column kSupersededAt = {"superseded_at", "TIMESTAMP WITH TIME ZONE", ValueKind::timestamp};

std::vector<Column> TableColumns(bool revisions) {
  std::vector<Column> columns(kColumns.begin(), kColumns.end());
  if (revisions) columns.push_back(kSupersededAt);
  return columns;
}

std::string SelectFiles(const std::string& root, const std::vector<std::string>& keys, bool revisions) {
  std::string select;
  for (const Column& column : TableColumns(revisions)) {
    const std::string value = keys.empty() ? "NULL" : SqlName(column.name);
    select += fmt::format("{}CAST({} AS {}) AS {}", select.empty() ? "SELECT " : ", ", value, column.type,
                          SqlName(column.name));
  }
  if (keys.empty()) return select + " WHERE false";
  std::string paths;
  for (const std::string& key : keys) {
    const std::string path = root.empty() || root.ends_with('/') ? root + key : root + '/' + key;
    paths += (paths.empty() ? "" : ", ") + SqlString(LiteralPath(path));
  }
  return fmt::format(
      "{} FROM read_parquet([{}], hive_partitioning = true, hive_types = {{'source': VARCHAR, 'year': "
      "INTEGER}})",
      select, paths);
}

std::string ColumnList() {
  std::string list;
  for (const Column& column : kColumns) list += (list.empty() ? "" : ", ") + SqlName(column.name);
  return list;
}

// The length of the quoted name or text, or of the word, at the start of `type`; otherwise 1.
std::size_t PartLength(std::string_view type) {
  if (type[0] == '"' || type[0] == '\'') return std::min(type.find(type[0], 1), type.size() - 1) + 1;
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  return std::max<std::size_t>(
      1, static_cast<std::size_t>(std::ranges::find_if_not(type, is_word) - type.begin()));
}

// `type` converted to one that Parquet stores without loss.
Result<std::string> ExactInParquet(std::string_view type) {
  std::string exact;
  while (!type.empty()) {
    const std::string_view part = type.substr(0, PartLength(type));
    // A field's name is followed by a space and its type.
    const bool is_type = type.size() == part.size() || type[part.size()] != ' ';
    for (const std::string_view lossy : {"INTERVAL", "TIME WITH TIME ZONE"}) {
      const bool here =
          part == "INTERVAL" ? is_type && lossy == part : part == "TIME" && type.starts_with(lossy);
      if (here) return InvalidInput(fmt::format("{} has no exact Parquet type: cast it to VARCHAR", lossy));
    }
    exact += is_type && (part == "HUGEINT" || part == "UHUGEINT") ? "DECIMAL(38,0)" : part;
    type.remove_prefix(part.size());
  }
  return exact;
}

}  // namespace

std::span<const Column> ExchangeRatesColumns() { return kColumns; }

std::string CreateViews(const LakeFiles& files, std::optional<Instant> as_of) {
  const std::string at = as_of ? fmt::format("TIMESTAMPTZ '{}'", as_of->ToString()) : "";
  std::string sql;
  sql +=
      fmt::format("CREATE OR REPLACE VIEW lake_rates AS {};\n", SelectFiles(files.root, files.rates, false));
  sql += fmt::format("CREATE OR REPLACE VIEW lake_revisions AS {};\n",
                     SelectFiles(files.root, files.revisions, true));
  sql += fmt::format(
      "CREATE OR REPLACE MACRO exchange_rates_as_of(t) AS TABLE\n"
      "  SELECT {0} FROM lake_rates WHERE recorded_at <= CAST(t AS TIMESTAMPTZ)\n"
      "  UNION ALL\n"
      "  SELECT {0} FROM lake_revisions WHERE recorded_at <= CAST(t AS TIMESTAMPTZ) AND superseded_at > "
      "CAST(t AS TIMESTAMPTZ);\n",
      ColumnList());
  sql += fmt::format("CREATE OR REPLACE VIEW exchange_rates AS SELECT * FROM {};\n",
                     as_of ? fmt::format("exchange_rates_as_of({})", at) : "lake_rates");
  sql += fmt::format("CREATE OR REPLACE VIEW exchange_rates_revisions AS SELECT * FROM lake_revisions{};\n",
                     as_of ? fmt::format(" WHERE superseded_at <= {}", at) : "");
  return sql;
}

Result<void> CopyToParquet(Engine& engine, std::string_view sql, std::string_view path) {
  const std::string rows = fmt::format("SELECT * FROM ({}\n)", WithoutTerminator(sql));
  ASSIGN_OR_RETURN(
      const auto described,
      RunToTable(engine, fmt::format("SELECT column_name, column_type FROM (DESCRIBE {})", rows)));
  std::string casts;
  for (const auto& row : described.rows) {
    const std::string& name = row[0].value();
    const std::string& type = row[1].value();
    ASSIGN_OR_RETURN(const auto exact, ExactInParquet(type).In(fmt::format("column \"{}\"", name)));
    if (exact != type)
      casts += fmt::format("{}CAST({} AS {}) AS {}", casts.empty() ? "" : ", ", SqlName(name), exact,
                           SqlName(name));
  }
  const std::string replaced = casts.empty() ? "" : fmt::format(" REPLACE ({})", casts);
  return Execute(engine, fmt::format("COPY (SELECT *{} FROM ({}\n)) TO {} (FORMAT parquet, COMPRESSION zstd)",
                                     replaced, WithoutTerminator(sql), SqlString(path)));
}

}  // namespace fxlake::query
