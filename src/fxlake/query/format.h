// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "fxlake/query/engine.h"

namespace fxlake::query {

enum class Format { table, csv, json, ndjson, arrow };

// invalid_input for any other name; the message lists them.
Result<Format> ParseFormat(std::string_view name);

// Receives formatted text in pieces of some kilobytes; its error ends the query.
using TextOutput = std::function<Result<void>(std::string_view)>;

struct FormatOptions {
  std::size_t max_rows = 0;  // table: rows beyond are only counted; 0 shows all
  // table: maximum characters of a cell; longer ones are truncated with an ellipsis
  std::size_t max_width = 60;
};

// A sink that writes a result to `output` in UTF-8:
//   table   a heading and aligned columns for people; numbers are right-aligned at their points without
//           trailing zeros; NULL is blank; "… n more rows" at the end when rows were omitted
//   csv     RFC 4180 with a heading; lines end in LF; NULL is an empty field, an empty text is ""
//   json    one array of objects, one row per line; numbers keep the engine's digits, so decimals are exact
//   ndjson  the same objects, one per line, without the array
//   arrow   not text but an Apache Arrow stream with the types of the columns (format_arrow.h)
// In JSON, non-finite numbers are null; dates, timestamps and other types are strings. All formats except
// table write rows as they arrive.
std::unique_ptr<RowSink> MakeFormat(Format format, TextOutput output, const FormatOptions& options = {});

}  // namespace fxlake::query
