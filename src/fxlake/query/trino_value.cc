// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/trino_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "fxlake/query/duckdb_text.h"

namespace fxlake::query {
namespace {

constexpr std::pair<std::string_view, ValueKind> kKinds[] = {
    {"boolean", ValueKind::boolean},     {"tinyint", ValueKind::integer}, {"smallint", ValueKind::integer},
    {"integer", ValueKind::integer},     {"int", ValueKind::integer},     {"bigint", ValueKind::integer},
    {"decimal", ValueKind::decimal},     {"real", ValueKind::real},       {"float", ValueKind::real},
    {"double", ValueKind::real},         {"varchar", ValueKind::text},    {"char", ValueKind::text},
    {"string", ValueKind::text},         {"uuid", ValueKind::text},       {"date", ValueKind::date},
    {"timestamp", ValueKind::timestamp},
};

// 2026-04-14 09:30:00.250 UTC -> 2026-04-14T09:30:00.250000Z; times in other zones are unchanged.
void AppendTime(std::string_view text, std::string& out) {
  const bool utc = text.ends_with(" UTC");
  if (utc) text.remove_suffix(4);
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos || text.find(' ', blank + 1) != std::string_view::npos) {
    out += text;
    return;
  }
  out.append(text.substr(0, blank)).append("T");
  auto time = text.substr(blank + 1);
  const auto point = std::min(time.find('.'), time.size());
  auto fraction = std::string(time.substr(std::min(point + 1, time.size()))).substr(0, 6);
  fraction.resize(fraction.find_last_not_of('0') == std::string::npos ? 0 : 6, '0');
  out += time.substr(0, point);
  if (!fraction.empty()) out += "." + fraction;
  if (utc) out += 'Z';
}

}  // namespace

Column TrinoColumn(std::string name, std::string_view type) {
  Column column{.name = std::move(name), .type = std::string(type), .kind = ValueKind::other};
  std::ranges::transform(column.type, column.type.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  const auto word = type.substr(0, type.find_first_of("( "));
  const auto* found = std::ranges::find(kKinds, word, &std::pair<std::string_view, ValueKind>::first);
  if (found != std::end(kKinds)) column.kind = found->second;
  return column;
}

void AppendTrinoValue(ValueKind kind, std::string_view text, std::string& out) {
  if (kind == ValueKind::timestamp) return AppendTime(text, out);
  if (kind == ValueKind::real) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text == "NaN") value = std::nan("");
    if (text == "Infinity" || text == "-Infinity") value = text.front() == '-' ? -HUGE_VAL : HUGE_VAL;
    if (read.ptr == text.data() + text.size() || !std::isfinite(value)) return AppendReal(value, out);
  }
  out += text;
}

}  // namespace fxlake::query
