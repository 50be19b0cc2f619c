// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/charset.h"
#include "fxlake/sources/language/spec_parse.h"

namespace fxlake::sources {
namespace {

char ReadSeparator(TableReader& table) {
  const auto text = table.Text("separator", ",");
  if (text.size() == 1) return text.front();
  table.Fail("separator", "expected one character");
  return ',';
}

// A list of cells, the number of the record, or "none".
void ReadHeader(TableReader& table, TableSpec& spec) {
  table.Note("header", ValueShape::integer);
  const auto* found = table.Find("header");
  if (found != nullptr && std::holds_alternative<std::int64_t>(found->value)) {
    spec.header_place = static_cast<int>(table.Integer("header", 1, 100'000));
  } else {
    for (const auto& text : table.Texts("header")) {
      HeaderCell cell{.label = text};
      if (text.size() > 2 && text.starts_with('/') && text.ends_with('/')) {
        auto pattern = Pattern::Make(text.substr(1, text.size() - 2));
        if (!pattern) table.Fail("header", pattern.error().message());
        if (pattern) cell.pattern = std::move(*pattern);
      }
      spec.header.push_back(std::move(cell));
    }
  }
  spec.has_header = spec.header.size() != 1 || spec.header.front().label != "none";
  if (!spec.has_header) spec.header.clear();
  spec.header_rows = static_cast<int>(table.Integer("header_rows", 1, 10, 1));
}

void ReadBanners(TableReader& table, TableSpec& spec) {
  for (const auto& [name, text] : table.TextMap("banners")) {
    auto pattern = Pattern::Make(text);
    if (!pattern) table.Fail("banners", pattern.error().message());
    if (pattern) spec.banners.emplace(name, std::move(*pattern));
  }
}

void ReadTableKeys(TableReader& table, TableSpec& spec) {
  table.Note("table", ValueShape::integer);
  const auto* place = table.Find("table");
  const bool is_number = place != nullptr && std::holds_alternative<std::int64_t>(place->value);
  spec.table = is_number ? std::to_string(table.Integer("table", 1, 100'000)) : table.Text("table", "");
  ReadHeader(table, spec);
  ReadBanners(table, spec);
  spec.end = ReadPattern(table, "end");
  spec.fold = static_cast<int>(table.Integer("fold", 1, 1000, 0));
  spec.transpose = table.Boolean("transpose", false);
  spec.ragged = table.Boolean("ragged", false);
  spec.fill_down = table.Texts("fill_down");
}

void ReadUnwrap(TableReader& table, BodySpec& body) {
  for (const auto& text : table.Texts("unwrap")) {
    auto path = ParseFieldPath(text);
    if (!path || path->up > 0 || path->has_capture()) {
      return table.Fail("unwrap", "expected a path from the root of the body, such as Envelope/Body/Result");
    }
    body.unwrap.push_back(std::move(*path));
  }
}

}  // namespace

std::optional<Pattern> ReadPattern(TableReader& table, std::string_view key) {
  const bool given = table.Has(key);
  const auto text = table.Text(key, "");
  if (!given) return std::nullopt;
  auto pattern = Pattern::Make(text);
  if (!pattern) table.Fail(key, pattern.error().message());
  return pattern ? std::optional(std::move(*pattern)) : std::nullopt;
}

void ReadBodyKeys(TableReader& table, BodySpec& body) {
  body.format = static_cast<BodyFormat>(table.Choice("format", kFormatNames));
  body.unzip = table.Text("unzip", "");
  body.charset = table.Text("charset", "");
  if (!body.charset.empty() && !IsCharset(body.charset)) table.Fail("charset", "unknown charset");
  body.drop_bad_bytes = table.Boolean("drop_bad_bytes", false);
  body.extract = ReadPattern(table, "extract");
  ReadUnwrap(table, body);
  body.empty_when = ReadPattern(table, "empty_when");
  body.separator = ReadSeparator(table);
  ReadTableKeys(table, body);
  body.line = ReadPattern(table, "line");
  if (body.line) body.has_header = false;
  const bool is_tree = body.format == BodyFormat::json || body.format == BodyFormat::json_lines ||
                       body.format == BodyFormat::xml;
  table.Has("rows");
  const auto rows =
      ParseRowPath(table.Text("rows", is_tree ? std::nullopt : std::optional<std::string>("*")));
  if (!rows) table.Fail("rows", rows.error().message());
  if (rows) body.rows = *rows;
}

}  // namespace fxlake::sources
