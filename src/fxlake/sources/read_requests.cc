// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fxlake/sources/spec_parse.h"

namespace fxlake::sources {
namespace {

std::vector<std::pair<std::string, std::string>> Pairs(std::map<std::string, std::string> texts) { return {texts.begin(), texts.end()}; }

void ReadRequestKeys(TableReader& table, RequestSpec& request) {
  request.method = table.Text("method", "GET");
  request.url = table.Text("url");
  request.query = Pairs(table.TextMap("query"));
  request.headers = Pairs(table.TextMap("headers"));
  request.body = table.Text("body", "");
}

std::optional<PagingSpec> ReadPaging(TableReader& table) {
  const auto* found = table.Find("paging");
  if (found == nullptr) return std::nullopt;
  auto inner = table.Inner("paging", *found);
  PagingSpec paging;
  paging.first = static_cast<int>(inner.Integer("first", 0, 1, 1));
  paging.more = ReadPattern(inner, "more");
  paging.last = ReadPattern(inner, "last");
  if (paging.more.has_value() == paging.last.has_value()) {
    inner.Fail("", "expected either more = (in every page but the last) or last = (with the last page's number)");
  }
  if (const auto finished = inner.Finish(); !finished) table.Adopt(finished.error());
  return paging;
}

}  // namespace

Result<ListSpec> ReadList(const std::string& name, TableReader table) {
  ListSpec list;
  list.name = name;
  list.limit = static_cast<int>(table.Integer("limit", 1, 100'000, 0));
  list.values = table.Texts("values");
  if (!list.is_given()) {
    ReadRequestKeys(table, list);
    list.pattern = ReadPattern(table, "pattern");
    if (list.pattern) {
      list.in_header = table.Text("in_header", "");
      list.items.format = BodyFormat::text;
      list.items.charset = table.Text("charset", "");
    } else {
      ReadBodyKeys(table, list.items);
      const auto* variables = table.Find("variables");
      if (variables == nullptr) table.Fail("variables", "is missing; it is a table of variables and where they are, { id = \"@id\" }");
      if (variables != nullptr) {
        auto inner = table.Inner("variables", *variables);
        if (const auto* members = std::get_if<TomlValue::Table>(&variables->value)) {
          for (const auto& [variable, value] : *members) list.variables.emplace(variable, ReadFieldSource(inner, variable));
        }
        if (const auto finished = inner.Finish(); !finished) table.Adopt(finished.error());
      }
    }
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
  if (has_layouts != spec.readers.empty()) table.Fail("reader", "expected a reader, a list of readers, or layouts = [..] in its place");
  spec.first_reader_only = has_layouts;
  if (has_layouts) spec.readers = layouts;
  spec.reader = fmt::format("{}", fmt::join(spec.readers, spec.first_reader_only ? " or " : " and "));
  spec.coverage = static_cast<Coverage>(table.Choice("covers", kCoverageNames, 0));
  if (spec.coverage == Coverage::last_days) spec.last_days = static_cast<int>(table.Integer("days", 1, 36'500));
  spec.loop = static_cast<Loop>(table.Choice("loop", kLoopNames, 0));
  spec.for_each = table.Texts("for_each");
  spec.paging = ReadPaging(table);
  spec.not_found_is_empty = table.Boolean("not_found_is_empty", false);
  RETURN_IF_ERROR(table.Finish());
  return spec;
}

}  // namespace fxlake::sources
