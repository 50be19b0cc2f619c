// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

// The part of DuckDB's C interface that FXLake calls, declared from its documentation: the layouts and
// numbers below are stable across its releases, and DuckDbLibrary refuses every version but the one they were
// tested with.
namespace fxlake::query::abi {

struct DatabaseHandle;
struct ConnectionHandle;
struct ConfigHandle;
struct StatementsHandle;
struct PreparedHandle;
struct PendingHandle;
struct ChunkHandle;
struct VectorHandle;
struct LogicalTypeHandle;
using Database = DatabaseHandle*;
using Connection = ConnectionHandle*;
using Config = ConfigHandle*;
using Statements = StatementsHandle*;
using Prepared = PreparedHandle*;
using Pending = PendingHandle*;
using Chunk = ChunkHandle*;
using Vector = VectorHandle*;
using LogicalType = LogicalTypeHandle*;

enum class State : int { success = 0, error = 1 };

// Public only in its size: every field is read through functions. Passed by value by some of them.
struct QueryResult {
  std::uint64_t reserved_counts[3];
  void* reserved_columns;
  char* reserved_error;
  void* internal;
};

enum class ResultKind : int { invalid = 0, changed_rows = 1, nothing = 2, query_result = 3 };

// What a prepared statement is.
enum class StatementType : int {
  invalid = 0,
  select = 1,
  insert = 2,
  update = 3,
  explain = 4,
  erase = 5,
  create = 7,
  alter = 9,
  create_function = 14,
  drop = 15,
};

enum class Type : int {
  invalid = 0,
  boolean = 1,
  tinyint = 2,
  smallint = 3,
  integer = 4,
  bigint = 5,
  utinyint = 6,
  usmallint = 7,
  uinteger = 8,
  ubigint = 9,
  real = 10,
  double_precision = 11,
  timestamp = 12,
  date = 13,
  time = 14,
  interval = 15,
  hugeint = 16,
  varchar = 17,
  blob = 18,
  decimal = 19,
  timestamp_s = 20,
  timestamp_ms = 21,
  timestamp_ns = 22,
  enumeration = 23,
  list = 24,
  structure = 25,
  map = 26,
  uuid = 27,
  union_of = 28,
  bit = 29,
  time_tz = 30,
  timestamp_tz = 31,
  uhugeint = 32,
  array = 33,
  null = 36,
};

// A text or blob in a vector: up to 12 bytes are held in place, more are pointed at.
struct InlineText {
  union {
    struct {
      std::uint32_t length;
      char text[12];
    } here;
    struct {
      std::uint32_t length;
      char prefix[4];
      const char* text;
    } elsewhere;
  };
  std::uint32_t length() const { return here.length; }
  const char* data() const { return length() <= sizeof(here.text) ? here.text : elsewhere.text; }
};
static_assert(sizeof(InlineText) == 16);

struct ListEntry {
  std::uint64_t offset;
  std::uint64_t length;
};

struct Interval {
  std::int32_t months;
  std::int32_t days;
  std::int64_t micros;
};

// Every function called, in X(result, name, parameters): the name in the library is duckdb_<name>.
#define FXLAKE_DUCKDB_FUNCTIONS(X)                                                                       \
  X(const char*, library_version, (void))                                                                \
  X(State, create_config, (Config * config))                                                             \
  X(State, set_config, (Config config, const char* name, const char* value))                             \
  X(void, destroy_config, (Config * config))                                                             \
  X(State, open_ext, (const char* path, Database* database, Config config, char** error))                \
  X(void, close, (Database * database))                                                                  \
  X(State, connect, (Database database, Connection * connection))                                        \
  X(void, disconnect, (Connection * connection))                                                         \
  X(void, free, (void* pointer))                                                                         \
  X(std::uint64_t, extract_statements, (Connection connection, const char* sql, Statements* statements)) \
  X(const char*, extract_statements_error, (Statements statements))                                      \
  X(State, prepare_extracted_statement,                                                                  \
    (Connection connection, Statements statements, std::uint64_t index, Prepared* prepared))             \
  X(void, destroy_extracted, (Statements * statements))                                                  \
  X(const char*, prepare_error, (Prepared prepared))                                                     \
  X(StatementType, prepared_statement_type, (Prepared prepared))                                         \
  X(void, destroy_prepare, (Prepared * prepared))                                                        \
  X(State, pending_prepared_streaming, (Prepared prepared, Pending * pending))                           \
  X(State, execute_pending, (Pending pending, QueryResult * result))                                     \
  X(const char*, pending_error, (Pending pending))                                                       \
  X(void, destroy_pending, (Pending * pending))                                                          \
  X(const char*, result_error, (QueryResult * result))                                                   \
  X(ResultKind, result_return_type, (QueryResult result))                                                \
  X(void, destroy_result, (QueryResult * result))                                                        \
  X(std::uint64_t, column_count, (QueryResult * result))                                                 \
  X(const char*, column_name, (QueryResult * result, std::uint64_t column))                              \
  X(LogicalType, column_logical_type, (QueryResult * result, std::uint64_t column))                      \
  X(Chunk, fetch_chunk, (QueryResult result))                                                            \
  X(void, destroy_data_chunk, (Chunk * chunk))                                                           \
  X(std::uint64_t, data_chunk_get_size, (Chunk chunk))                                                   \
  X(Vector, data_chunk_get_vector, (Chunk chunk, std::uint64_t column))                                  \
  X(void*, vector_get_data, (Vector vector))                                                             \
  X(std::uint64_t*, vector_get_validity, (Vector vector))                                                \
  X(Vector, list_vector_get_child, (Vector vector))                                                      \
  X(Vector, array_vector_get_child, (Vector vector))                                                     \
  X(Vector, struct_vector_get_child, (Vector vector, std::uint64_t index))                               \
  X(Type, get_type_id, (LogicalType type))                                                               \
  X(void, destroy_logical_type, (LogicalType * type))                                                    \
  X(std::uint8_t, decimal_width, (LogicalType type))                                                     \
  X(std::uint8_t, decimal_scale, (LogicalType type))                                                     \
  X(Type, decimal_internal_type, (LogicalType type))                                                     \
  X(Type, enum_internal_type, (LogicalType type))                                                        \
  X(std::uint32_t, enum_dictionary_size, (LogicalType type))                                             \
  X(char*, enum_dictionary_value, (LogicalType type, std::uint64_t index))                               \
  X(LogicalType, list_type_child_type, (LogicalType type))                                               \
  X(LogicalType, array_type_child_type, (LogicalType type))                                              \
  X(std::uint64_t, array_type_array_size, (LogicalType type))                                            \
  X(LogicalType, map_type_key_type, (LogicalType type))                                                  \
  X(LogicalType, map_type_value_type, (LogicalType type))                                                \
  X(std::uint64_t, struct_type_child_count, (LogicalType type))                                          \
  X(char*, struct_type_child_name, (LogicalType type, std::uint64_t index))                              \
  X(LogicalType, struct_type_child_type, (LogicalType type, std::uint64_t index))

struct Functions {
#define FXLAKE_DECLARE(result, name, parameters) result(*name) parameters = nullptr;
  FXLAKE_DUCKDB_FUNCTIONS(FXLAKE_DECLARE)
#undef FXLAKE_DECLARE
};

}  // namespace fxlake::query::abi
