// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/charset.h"
#include "fxlake/sources/spec_parse.h"

namespace fxlake::sources {
namespace {

char ReadSeparator(TableReader& table) {
  const auto text = table.Text("separator", ",");
  if (text.size() == 1) return text.front();
  table.Fail("separator", "expected one character");
  return ',';
}

void ReadHeader(TableReader& table, BodySpec& body) {
  body.header = table.Texts("header");
  body.has_header = body.header != std::vector<std::string>{"none"};
  if (!body.has_header) body.header.clear();
  if (body.format == BodyFormat::text) body.has_header = false;
}

void ReadLine(TableReader& table, BodySpec& body) {
  if (body.format != BodyFormat::text) return;
  auto pattern = Pattern::Make(table.Text("line"));
  if (!pattern) table.Fail("line", pattern.error().message());
  if (pattern) body.line = std::move(*pattern);
}

void ReadUnwrap(TableReader& table, BodySpec& body) {
  if (!table.Has("unwrap")) return;
  const auto path = ParseFieldPath(table.Text("unwrap"));
  if (!path || path->up > 0) return table.Fail("unwrap", "expected a path from the root of the body, such as Envelope/Body/Result");
  body.unwrap = path->steps;
}

}  // namespace

void ReadBodyKeys(TableReader& table, BodySpec& body) {
  body.format = static_cast<BodyFormat>(table.Choice("format", kFormatNames));
  body.unzip = table.Text("unzip", "");
  body.charset = table.Text("charset", "");
  if (!body.charset.empty() && !IsCharset(body.charset)) table.Fail("charset", "there is no such charset");
  ReadUnwrap(table, body);
  body.separator = ReadSeparator(table);
  body.table = table.Text("table", "");
  ReadHeader(table, body);
  ReadLine(table, body);
  const bool records = body.format == BodyFormat::sdmx_json || body.format == BodyFormat::json_stat || body.format == BodyFormat::text;
  const auto rows = ParseRowPath(table.Text("rows", records ? std::optional<std::string>("*") : std::nullopt));
  if (!rows) table.Fail("rows", rows.error().message());
  if (rows) body.rows = *rows;
}

}  // namespace fxlake::sources
