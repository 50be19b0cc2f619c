// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_engine.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <utility>

#include "fxlake/query/duckdb_vector.h"
#include "fxlake/query/views.h"

namespace fxlake::query {
namespace {

// Owns an object of the library and releases it with the matching function.
template <typename Value>
class Owned {
 public:
  explicit Owned(void (*destroy)(Value*)) : destroy_(destroy) {}
  Owned(Value value, void (*destroy)(Value*)) : value_(value), destroy_(destroy) {}
  ~Owned() { destroy_(&value_); }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  Value& operator*() { return value_; }
  Value* operator&() { return &value_; }

 private:
  Value value_{};
  void (*destroy_)(Value*);
};

// DuckDB's messages begin with the error class.
Error SqlError(const char* message) {
  const std::string_view text = message == nullptr ? "no reason was given" : message;
  for (const std::string_view aws_context :
       {"IO Error", "Out of Memory Error", "HTTP Error", "Interrupt Error"}) {
    if (text.starts_with(aws_context)) return Unavailable(fmt::format("running SQL: {}", text));
  }
  if (text.starts_with("Permission Error")) return Denied(fmt::format("running SQL: {}", text));
  for (const std::string_view own : {"INTERNAL Error", "FATAL Error"}) {
    if (text.starts_with(own)) return Internal(fmt::format("running SQL: {}", text));
  }
  return InvalidInput(fmt::format("running SQL: {}", text));
}

}  // namespace

Result<std::unique_ptr<DuckDbEngine>> DuckDbEngine::Open(const DuckDbOptions& options) {
  ASSIGN_OR_RETURN(const DuckDbLibrary library, DuckDbLibrary::Load(options.library_paths));
  std::unique_ptr<DuckDbEngine> engine(new DuckDbEngine(library));

  Owned<duckdb_config> config(library.destroy_config);
  if (library.create_config(&config) != DuckDBSuccess)
    return Internal("opening DuckDB: insufficient memory for its configuration");
  std::vector<std::pair<std::string, std::string>> settings = {
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
  };
  if (options.threads != 0) settings.emplace_back("threads", std::to_string(options.threads));
  if (!options.memory_limit.empty()) settings.emplace_back("memory_limit", options.memory_limit);
  for (const auto& [name, value] : settings) {
    if (library.set_config(*config, name.c_str(), value.c_str()) != DuckDBSuccess) {
      return InvalidInput(fmt::format("opening DuckDB: the setting {} = {} was rejected", name, value));
    }
  }
  char* error = nullptr;
  if (library.open_ext(nullptr, &engine->database_, *config, &error) != DuckDBSuccess) {
    Error refused =
        InvalidInput(fmt::format("opening DuckDB: {}", error == nullptr ? "no reason was given" : error));
    library.free(error);
    return refused;
  }
  if (library.connect(engine->database_, &engine->connection_) != DuckDBSuccess)
    return Internal("connecting to DuckDB: refused");
  RETURN_IF_ERROR(Execute(*engine, "SET TimeZone = 'UTC'"));
  return engine;
}

std::string DuckDbEngine::LibraryPath() const {
  Dl_info info = {};
  const bool known = dladdr(reinterpret_cast<const void*>(library_.library_version), &info) != 0 &&
                     info.dli_fname != nullptr;
  return known ? info.dli_fname : "";
}

DuckDbEngine::~DuckDbEngine() {
  if (connection_ != nullptr) library_.disconnect(&connection_);
  if (database_ != nullptr) library_.close(&database_);
}

Result<void> DuckDbEngine::Run(const std::string& sql, RowSink& sink) {
  if (limits_) RETURN_IF_ERROR(CheckFunctions(sql));
  Owned<duckdb_extracted_statements> statements(library_.destroy_extracted);
  const std::uint64_t count = library_.extract_statements(connection_, sql.c_str(), &statements);
  if (count == 0) {
    const char* reason = *statements == nullptr ? nullptr : library_.extract_statements_error(*statements);
    return reason == nullptr ? InvalidInput("running SQL: the statement is missing") : SqlError(reason);
  }
  const StatementCheck check = [&](duckdb_statement_type type) -> Result<void> {
    return limits_ ? CheckStatement(type, sql, *limits_) : Result<void>();
  };
  for (std::uint64_t i = 0; i < count; ++i)
    RETURN_IF_ERROR(RunStatement(*statements, i, check, i + 1 == count ? &sink : nullptr));
  return {};
}

Result<std::size_t> DuckDbEngine::CountStatements(const std::string& sql) {
  Owned<duckdb_extracted_statements> statements(library_.destroy_extracted);
  const std::uint64_t count = library_.extract_statements(connection_, sql.c_str(), &statements);
  const char* reason =
      count != 0 || *statements == nullptr ? nullptr : library_.extract_statements_error(*statements);
  if (reason != nullptr) return SqlError(reason);
  return count;
}

// The statement inside the COPY was checked by itself: it is a single SELECT, so it cannot close the
// parenthesis.
Result<void> DuckDbEngine::WriteParquet(const std::string& sql, const std::string& path) {
  if (limits_) RETURN_IF_ERROR(CheckFunctions(sql));
  ASSIGN_OR_RETURN(const auto count, CountStatements(sql));
  if (count != 1) return InvalidInput(fmt::format("writing Parquet: expected one statement, not {}", count));
  {
    Owned<duckdb_extracted_statements> statements(library_.destroy_extracted);
    Owned<duckdb_prepared_statement> prepared(library_.destroy_prepare);
    (void)library_.extract_statements(connection_, sql.c_str(), &statements);
    if (library_.prepare_extracted_statement(connection_, *statements, 0, &prepared) != DuckDBSuccess)
      return SqlError(library_.prepare_error(*prepared));
    if (library_.prepared_statement_type(*prepared) != DUCKDB_STATEMENT_TYPE_SELECT)
      return InvalidInput("writing Parquet: only the rows of a SELECT can be written");
  }
  const auto limits = std::exchange(limits_, std::nullopt);
  auto written = CopyToParquet(*this, sql, path);
  limits_ = limits;
  return written;
}

Result<void> DuckDbEngine::Lock(const SqlLimits& limits) {
  for (const auto& setting : LockingSettings(limits))
    RETURN_IF_ERROR(Execute(*this, setting).In("locking DuckDB"));
  limits_ = limits;
  return {};
}

Result<void> DuckDbEngine::RunStatement(duckdb_extracted_statements statements, std::uint64_t index,
                                        const StatementCheck& check, RowSink* sink) {
  Owned<duckdb_prepared_statement> prepared(library_.destroy_prepare);
  if (library_.prepare_extracted_statement(connection_, statements, index, &prepared) != DuckDBSuccess) {
    return SqlError(library_.prepare_error(*prepared));
  }
  RETURN_IF_ERROR(check(library_.prepared_statement_type(*prepared)));
  Owned<duckdb_pending_result> pending(library_.destroy_pending);
  if (library_.pending_prepared_streaming(*prepared, &pending) != DuckDBSuccess) {
    return SqlError(library_.pending_error(*pending));
  }
  Owned<duckdb_result> result(library_.destroy_result);
  if (library_.execute_pending(*pending, &result) != DuckDBSuccess)
    return SqlError(library_.result_error(&result));
  if (sink != nullptr) return Deliver(*result, *sink);
  // A statement takes effect while its result is read.
  while (duckdb_data_chunk chunk = library_.fetch_chunk(*result)) library_.destroy_data_chunk(&chunk);
  if (const char* error = library_.result_error(&result); error != nullptr) return SqlError(error);
  return {};
}

Result<void> DuckDbEngine::Deliver(duckdb_result& result, RowSink& sink) {
  std::vector<Column> columns;
  std::vector<DuckDbType> types;
  const bool has_rows = library_.result_return_type(result) == DUCKDB_RESULT_TYPE_QUERY_RESULT;
  const std::uint64_t count = has_rows ? library_.column_count(&result) : 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string name = library_.column_name(&result, i);
    Owned<duckdb_logical_type> type(library_.column_logical_type(&result, i), library_.destroy_logical_type);
    ASSIGN_OR_RETURN(DuckDbType described,
                     DescribeDuckDbType(library_, *type).In(fmt::format("reading column \"{}\"", name)));
    columns.push_back({name, described.Name(), described.Kind()});
    types.push_back(std::move(described));
  }
  RETURN_IF_ERROR(sink.Begin(columns));

  RowBatch batch;
  batch.columns.resize(count);
  while (true) {
    Owned<duckdb_data_chunk> chunk(library_.fetch_chunk(result), library_.destroy_data_chunk);
    if (*chunk == nullptr) break;
    if (!has_rows) continue;
    batch.rows = library_.data_chunk_get_size(*chunk);
    if (batch.rows == 0) continue;
    for (std::uint64_t i = 0; i < count; ++i) {
      const DuckDbVector vector(library_, types[i], library_.data_chunk_get_vector(*chunk, i));
      TextColumn& texts = batch.columns[i];
      texts.Clear();
      for (std::uint64_t row = 0; row < batch.rows; ++row) {
        if (vector.IsNull(row)) {
          texts.AppendNull();
        } else {
          vector.AppendText(row, texts.Open());
          texts.Close();
        }
      }
    }
    RETURN_IF_ERROR(sink.Rows(batch));
  }
  if (const char* error = library_.result_error(&result); error != nullptr) return SqlError(error);
  return sink.End();
}

}  // namespace fxlake::query
