// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <duckdb.h>

// DuckDB's C interface as declared by its own header, called through pointers: the library is loaded when SQL
// is first needed, so programs do not link it. Texts and lists in vectors are read directly as
// duckdb_string_t and duckdb_list_entry.
namespace fxlake::query {

// Every function in use: duckdb_<name> in the header and the library.
// clang-format off
#define FXLAKE_DUCKDB_FUNCTIONS(X) \
  X(library_version) \
  X(create_config) \
  X(set_config) \
  X(destroy_config) \
  X(open_ext) \
  X(close) \
  X(connect) \
  X(disconnect) \
  X(free) \
  X(extract_statements) \
  X(extract_statements_error) \
  X(prepare_extracted_statement) \
  X(destroy_extracted) \
  X(prepare_error) \
  X(prepared_statement_type) \
  X(destroy_prepare) \
  X(pending_prepared_streaming) \
  X(execute_pending) \
  X(pending_error) \
  X(destroy_pending) \
  X(result_error) \
  X(result_return_type) \
  X(destroy_result) \
  X(column_count) \
  X(column_name) \
  X(column_logical_type) \
  X(fetch_chunk) \
  X(destroy_data_chunk) \
  X(data_chunk_get_size) \
  X(data_chunk_get_vector) \
  X(vector_get_data) \
  X(vector_get_validity) \
  X(list_vector_get_child) \
  X(array_vector_get_child) \
  X(struct_vector_get_child) \
  X(get_type_id) \
  X(destroy_logical_type) \
  X(decimal_width) \
  X(decimal_scale) \
  X(decimal_internal_type) \
  X(enum_internal_type) \
  X(enum_dictionary_size) \
  X(enum_dictionary_value) \
  X(list_type_child_type) \
  X(array_type_child_type) \
  X(array_type_array_size) \
  X(map_type_key_type) \
  X(map_type_value_type) \
  X(struct_type_child_count) \
  X(struct_type_child_name) \
  X(struct_type_child_type)
// clang-format on

struct DuckDbFunctions {
#define FXLAKE_DECLARE(name) decltype(&duckdb_##name) name = nullptr;
  FXLAKE_DUCKDB_FUNCTIONS(FXLAKE_DECLARE)
#undef FXLAKE_DECLARE
};

}  // namespace fxlake::query
