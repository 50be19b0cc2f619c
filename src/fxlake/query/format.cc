// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/format.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "fxlake/query/format_arrow.h"
#include "fxlake/query/format_delimited.h"
#include "fxlake/query/format_table.h"

namespace fxlake::query {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 5> kNames = {{
    {"table", Format::table},
    {"csv", Format::csv},
    {"json", Format::json},
    {"ndjson", Format::ndjson},
    {"arrow", Format::arrow},
}};

}  // namespace

Result<Format> ParseFormat(std::string_view name) {
  std::string known;
  for (const auto& [text, format] : kNames) {
    if (name == text) return format;
    known += fmt::format("{}{}", known.empty() ? "" : ", ", text);
  }
  return InvalidInput(fmt::format("selecting a format: expected one of {1}, not \"{0}\"", name, known));
}

std::unique_ptr<RowSink> MakeFormat(Format format, TextOutput output, const FormatOptions& options) {
  switch (format) {
    case Format::table: return std::make_unique<TableFormat>(std::move(output), options);
    case Format::csv: return std::make_unique<CsvFormat>(std::move(output));
    case Format::json: return std::make_unique<JsonFormat>(std::move(output), JsonFormat::Frame::array);
    case Format::ndjson: return std::make_unique<JsonFormat>(std::move(output), JsonFormat::Frame::lines);
    case Format::arrow: return std::make_unique<ArrowFormat>(std::move(output));
  }
  return nullptr;
}

}  // namespace fxlake::query
