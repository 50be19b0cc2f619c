// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/athena_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "fxlake/query/sql_text.h"
#include "fxlake/query/trino_value.h"

namespace fxlake::query {
namespace {

constexpr std::chrono::milliseconds kFirstPoll{200};
constexpr std::chrono::milliseconds kLongestPoll{5'000};
constexpr int kPageRows = 1000;

// The value at a path of keys, or null.
Json At(const Json& json, std::initializer_list<std::string_view> path) {
  const Json* at = &json;
  for (const auto key : path) {
    at = at->Find(key);
    if (at == nullptr) return {};
  }
  return *at;
}

std::string TextAt(const Json& json, std::initializer_list<std::string_view> path) {
  const auto value = At(json, path);
  return value.is_string() ? value.string() : "";
}

std::optional<std::int64_t> NumberAt(const Json& json, std::initializer_list<std::string_view> path) {
  const auto value = At(json, path);
  return value.is_number() ? value.AsInt64() : std::nullopt;
}

std::vector<Column> ReadColumns(const Json& page) {
  std::vector<Column> columns;
  const auto reported = At(page, {"ResultSet", "ResultSetMetadata", "ColumnInfo"});
  if (!reported.is_array()) return columns;
  for (const auto& column : reported.array()) {
    auto type = TextAt(column, {"Type"});
    const auto precision = NumberAt(column, {"Precision"}), scale = NumberAt(column, {"Scale"});
    if (type == "decimal" && precision && scale) type += fmt::format("({},{})", *precision, *scale);
    columns.push_back(TrinoColumn(TextAt(column, {"Name"}), type));
  }
  return columns;
}

// The first row of a SELECT repeats its column names.
bool IsHeading(const Json::Array& cells, const std::vector<Column>& columns) {
  return std::ranges::equal(cells, columns, [](const Json& cell, const Column& column) {
    return TextAt(cell, {"VarCharValue"}) == column.name;
  });
}

Result<RowBatch> ReadRows(const Json& page, const std::vector<Column>& columns, bool first_page) {
  RowBatch batch;
  batch.columns.resize(columns.size());
  const auto rows = At(page, {"ResultSet", "Rows"});
  if (!rows.is_array()) return batch;
  for (std::size_t row = 0; row < rows.array().size(); ++row) {
    const auto data = At(rows.array()[row], {"Data"});
    if (!data.is_array() || data.array().size() != columns.size())
      return Unavailable("the response has a row that does not match its columns");
    if (row == 0 && first_page && IsHeading(data.array(), columns)) continue;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto value = At(data.array()[i], {"VarCharValue"});
      auto& texts = batch.columns[i];
      if (!value.is_string()) {
        texts.AppendNull();
        continue;
      }
      AppendTrinoValue(columns[i].kind, value.string(), texts.Open());
      texts.Close();
    }
    ++batch.rows;
  }
  return batch;
}

}  // namespace

std::uint64_t AthenaMicroDollars(std::uint64_t scanned_bytes) {
  constexpr std::uint64_t kLeastBytes = 10'000'000, kBytesPerMicroDollar = 200'000;
  if (scanned_bytes == 0) return 0;
  return (std::max(scanned_bytes, kLeastBytes) + kBytesPerMicroDollar - 1) / kBytesPerMicroDollar;
}

Result<void> AthenaEngine::Run(const std::string& sql, RowSink& sink) {
  scanned_bytes_ = 0;
  ASSIGN_OR_RETURN(const auto id, Start(std::string(WithoutTerminator(sql))));
  RETURN_IF_ERROR(Wait(id));
  return Deliver(id, sink);
}

Result<std::string> AthenaEngine::Start(const std::string& sql) {
  // With the same token, a request repeated after a lost response starts no second query.
  const auto token =
      fmt::format("fxlake-{:016x}{:016x}", aws_context_.random.Next(), aws_context_.random.Next());
  Json input =
      JsonObject({{"QueryString", sql}, {"ClientRequestToken", token}, {"WorkGroup", options_.work_group}});
  if (!options_.database.empty())
    input.Set("QueryExecutionContext", JsonObject({{"Database", options_.database}}));
  if (!options_.output.empty())
    input.Set("ResultConfiguration", JsonObject({{"OutputLocation", options_.output}}));
  ASSIGN_OR_RETURN(const auto started, service_.Call("StartQueryExecution", input));
  return started.StringAt("QueryExecutionId").In("starting the statement in Athena");
}

Result<void> AthenaEngine::Wait(const std::string& id) {
  const auto begun = aws_context_.clock.Now();
  for (auto pause = kFirstPoll;; pause = std::min(kLongestPoll, pause * 3 / 2)) {
    ASSIGN_OR_RETURN(const auto reported,
                     service_.Call("GetQueryExecution", JsonObject({{"QueryExecutionId", id}})));
    const auto execution = At(reported, {"QueryExecution"});
    const auto state = TextAt(execution, {"Status", "State"});
    if (state == "SUCCEEDED") {
      scanned_bytes_ = static_cast<std::uint64_t>(
          std::max<std::int64_t>(0, NumberAt(execution, {"Statistics", "DataScannedInBytes"}).value_or(0)));
      return {};
    }
    const auto reason = TextAt(execution, {"Status", "StateChangeReason"});
    if (state == "CANCELLED")
      return Unavailable(fmt::format("running SQL in Athena: the statement was cancelled: {}", reason));
    if (state == "FAILED") {
      // Category 1 is an error of Athena, 2 an error in the statement.
      const bool system = NumberAt(execution, {"Status", "AthenaError", "ErrorCategory"}) == 1;
      const auto message =
          fmt::format("running SQL in Athena: {}", reason.empty() ? "no reason was given" : reason);
      return system ? Unavailable(message) : InvalidInput(message);
    }
    if (aws_context_.clock.Now() - begun > std::chrono::microseconds(options_.longest_wait).count()) {
      Stop(id);
      return Unavailable(fmt::format("running SQL in Athena: not finished after {} seconds",
                                     options_.longest_wait.count() / 1000));
    }
    aws_context_.clock.SleepFor(pause);
  }
}

Result<void> AthenaEngine::Deliver(const std::string& id, RowSink& sink) {
  std::vector<Column> columns;
  std::string next;
  bool first = true;
  do {
    Json input = JsonObject({{"QueryExecutionId", id}, {"MaxResults", kPageRows}});
    if (!first) input.Set("NextToken", next);
    ASSIGN_OR_RETURN(const auto page, service_.Call("GetQueryResults", input));
    if (first) {
      columns = ReadColumns(page);
      RETURN_IF_ERROR(sink.Begin(columns));
    }
    ASSIGN_OR_RETURN(const auto batch, ReadRows(page, columns, first).In("reading the result from Athena"));
    if (batch.rows > 0) RETURN_IF_ERROR(sink.Rows(batch));
    next = TextAt(page, {"NextToken"});
    first = false;
  } while (!next.empty());
  return sink.End();
}

void AthenaEngine::Stop(const std::string& id) {
  (void)service_.Call("StopQueryExecution", JsonObject({{"QueryExecutionId", id}}));
}

}  // namespace fxlake::query
