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

// invalid_input for any other word than the names above; the message lists them.
Result<Format> ParseFormat(std::string_view name);

// Takes finished text, some kilobytes at a time; its error ends the query.
using TextOutput = std::function<Result<void>(std::string_view)>;

struct FormatOptions {
  std::size_t max_rows = 0;    // table: rows beyond are only counted; 0 shows all
  std::size_t max_width = 60;  // table: characters of a cell; longer ones end in an ellipsis
};

// A sink that writes a result to `output` in UTF-8:
//   table   a heading and aligned columns for people, numbers to the right with their points one under the
//   other and
//           without zeros that say nothing, NULL as blank; "… n more rows" at the end when rows were left out
//   csv     RFC 4180 with a heading, lines end in LF, NULL as an empty field, an empty text as ""
//   json    one array of objects, a row a line; numbers keep the digits the engine gave, so decimals are
//   exact ndjson  the same objects, one a line, without the array
//   arrow   no text, but a stream of Apache Arrow with the types of the columns (format_arrow.h)
// In JSON what is no finite number is null; dates, timestamps and other types are strings.
// All but the table write as rows arrive.
std::unique_ptr<RowSink> MakeFormat(Format format, TextOutput output, const FormatOptions& options = {});

}  // namespace fxlake::query
