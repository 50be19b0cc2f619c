// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

#include "fxlake/sources/language/spec_parse.h"

namespace fxlake::sources {
namespace {

void ReadRequestKeys(TableReader& table, RequestSpec& request) {
  request.url = table.Text("url");
  request.query = table.TextPairs("query");
  request.headers = table.TextPairs("headers");
  request.form = table.TextPairs("form");
  request.body = table.Text("body", "");
  if (!request.form.empty() && !request.body.empty()) table.Fail("form", "a form is already a body");
  request.method = table.Text("method", request.form.empty() && request.body.empty() ? "GET" : "POST");
}

std::optional<PagingSpec> ReadPaging(TableReader& table) {
  const auto* found = table.Find("paging");
  if (found == nullptr) return std::nullopt;
  auto inner = table.Inner("paging", *found);
  PagingSpec paging;
  paging.first = static_cast<int>(inner.Integer("first", 0, 1'000'000, 1));
  paging.step = static_cast<int>(inner.Integer("step", 1, 1'000'000, 1));
  paging.more = ReadPattern(inner, "more");
  paging.last = ReadPattern(inner, "last");
  paging.total = ReadPattern(inner, "total");
  paging.size = static_cast<int>(inner.Integer("size", 1, 1'000'000, 1));
  paging.next = ReadPattern(inner, "next");
  paging.cursor = ReadPattern(inner, "cursor");
  int ways = 0;
  for (const auto* way : {&paging.more, &paging.last, &paging.total, &paging.next, &paging.cursor})
    ways += way->has_value() ? 1 : 0;
  if (ways != 1)
    inner.Fail("", "expected one of more, last, total, next and cursor, which find the last page");
  if (paging.total && !inner.Has("size"))
    inner.Fail("size", "is missing; expected the number of rows on a page");
  if (const auto finished = inner.Finish(); !finished) table.Adopt(finished.error());
  return paging;
}

// A word, or "30 days".
void ReadLoop(TableReader& table, EndpointSpec& spec) {
  table.NotePattern("loop", "^[1-9][0-9]* days$");
  const auto text = table.Text("loop", "none");
  int days = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  if (error == std::errc() && std::string_view(stop) == " days" && days > 0 && days < 100'000) {
    spec.loop_days = days;
    return;
  }
  spec.loop = static_cast<Loop>(table.Choice("loop", kLoopNames, 0));
}

}  // namespace

Result<ListSpec> ReadList(const std::string& name, TableReader table) {
  ListSpec list;
  list.name = name;
  list.limit = static_cast<int>(table.Integer("limit", -100'000, 100'000, 0));
  list.values = table.Texts("values");
  for (const auto* key : {"url", "format"}) table.Has(key);  // optional for a list
  if (list.is_given()) {
    RETURN_IF_ERROR(table.Finish());
    return list;
  }
  ReadRequestKeys(table, list);
  list.pattern = ReadPattern(table, "pattern");
  list.in_header = table.Text("in_header", "");
  if (list.pattern) {
    list.items.format = BodyFormat::text;
    list.items.charset = table.Text("charset", "");
    RETURN_IF_ERROR(table.Finish());
    return list;
  }
  ReadBodyKeys(table, list.items);
  table.Note("variables", ValueShape::source_map);
  const auto* variables = table.Find("variables");
  if (variables == nullptr)
    table.Fail("variables",
               "is missing; expected a table of variables and their places, such as { id = \"@id\" }");
  if (variables != nullptr) {
    auto inner = table.Unnoted("variables", *variables);
    if (const auto* members = std::get_if<TomlValue::Table>(&variables->value)) {
      for (const auto& [variable, value] : *members)
        list.variables.emplace(variable, ReadFieldSource(inner, variable));
    }
    if (const auto finished = inner.Finish(); !finished) table.Adopt(finished.error());
  }
  RETURN_IF_ERROR(table.Finish());
  return list;
}

Result<EndpointSpec> ReadEndpoint(TableReader table) {
  EndpointSpec spec;
  spec.name = table.Text("name");
  ReadRequestKeys(table, spec);
  const bool has_layouts = table.Has("layouts");
  const auto layouts = table.Texts("layouts");
  spec.readers = table.Texts("reader");
  if (has_layouts != spec.readers.empty())
    table.Fail("reader", "expected a reader or a list of readers, or use layouts = [..] instead");
  spec.first_reader_only = has_layouts;
  if (has_layouts) spec.readers = layouts;
  spec.reader = fmt::format("{}", fmt::join(spec.readers, spec.first_reader_only ? " or " : " and "));
  spec.coverage = static_cast<Coverage>(table.Choice("covers", kCoverageNames, 0));
  table.Has("days");
  if (spec.coverage == Coverage::last_days)
    spec.last_days = static_cast<int>(table.Integer("days", 1, 36'500));
  ReadLoop(table, spec);
  table.Has("since");
  table.Has("until");
  spec.since = table.Day("since");
  spec.until = table.Day("until");
  spec.also = table.Texts("also");
  spec.prior_urls = table.Texts("prior_urls");
  spec.for_each = table.Texts("for_each");
  spec.paging = ReadPaging(table);
  spec.not_found_is_empty = table.Boolean("not_found_is_empty", false);
  RETURN_IF_ERROR(table.Finish());
  return spec;
}

}  // namespace fxlake::sources
