// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/field_source.h"

#include <fmt/format.h>

#include "fxlake/sources/language/label.h"

namespace fxlake::sources {
namespace {

using Kind = FieldSource::Kind;

FieldSource FromPath(TableReader& table, std::string_view key, const std::string& text) {
  const auto path = ParseFieldPath(text);
  if (!path) table.Fail(key, path.error().message());
  return path ? FieldSource{.kind = Kind::path, .path = *path} : FieldSource();
}

FieldSource FromValue(TableReader& table, std::string_view key, const TomlValue& value) {
  if (const auto* text = std::get_if<std::string>(&value.value)) return FromPath(table, key, *text);
  if (const auto* number = std::get_if<std::int64_t>(&value.value))
    return {.kind = Kind::constant, .text = std::to_string(*number)};
  if (std::get_if<TomlValue::Table>(&value.value) == nullptr) {
    table.Fail(key, "expected a path in quotes, or a table such as { value = \"..\" }");
    return {};
  }
  auto inner = table.Inner(key, value, true);
  auto source = ReadFieldSource(inner);
  if (const auto finished = inner.Finish(); !finished) table.Adopt(finished.error());
  return source;
}

std::vector<FieldSource> ReadParts(TableReader& table, std::string_view key) {
  table.Note(key, ValueShape::sources);
  std::vector<FieldSource> parts;
  const auto* array = std::get_if<TomlValue::Array>(&table.Find(key)->value);
  if (array == nullptr || array->size() < 2) {
    table.Fail(key, "expected a list of at least two");
    return parts;
  }
  for (const auto& item : *array) parts.push_back(FromValue(table, key, item));
  return parts;
}

}  // namespace

FieldSource ReadFieldSource(TableReader& table, std::string_view key) {
  table.Note(key, ValueShape::source);
  const auto* found = table.Find(key);
  return found == nullptr ? FieldSource() : FromValue(table, key, *found);
}

FieldSource ReadFieldSource(TableReader& table) {
  constexpr std::pair<std::string_view, Kind> kKeys[] = {
      {"path", Kind::path},       {"value", Kind::constant}, {"variable", Kind::variable},
      {"capture", Kind::capture}, {"any", Kind::any},        {"all", Kind::all},
      {"mean", Kind::mean},       {"look_up", Kind::look_up}};
  FieldSource source;
  for (const auto& [key, kind] : kKeys) {
    table.Note(key, kind == Kind::any || kind == Kind::all || kind == Kind::mean ? ValueShape::sources
                                                                                 : ValueShape::text);
  }
  for (const auto* key : {"pattern", "between", "key", "take"}) table.Note(key, ValueShape::text);
  table.Note("by", ValueShape::source);
  for (const auto& [key, kind] : kKeys) {
    if (!table.Has(key)) continue;
    if (source.kind != Kind::absent) {
      table.Fail(key, "expected only one of path, value, variable, capture, any, all, mean and look_up");
      break;
    }
    if (kind == Kind::path) {
      source = FromPath(table, key, table.Text(key));
    } else if (kind == Kind::any || kind == Kind::all || kind == Kind::mean) {
      source.parts = ReadParts(table, key);
    } else {
      source.text = table.Text(key);
    }
    source.kind = kind;
  }
  if (source.kind == Kind::absent)
    table.Fail("", "expected one of path, value, variable, capture, any, all, mean and look_up");
  if (source.kind == Kind::mean && source.parts.size() > 2)
    table.Fail("mean", "expected two items, not more");
  if (source.kind == Kind::all) source.text = table.Text("between", " ");
  if (source.kind == Kind::look_up) {
    source.parts.push_back(ReadFieldSource(table, "by"));
    source.key = table.Text("key");
    source.take = table.Text("take");
    if (source.parts.front().kind == Kind::absent)
      table.Fail("by", "is missing; expected the key of the look-up");
  }
  for (const auto& [label, text] : table.TextMap("map")) source.words[NormalLabel(label)] = text;
  if (table.Has("pattern")) {
    auto pattern = Pattern::Make(table.Text("pattern"));
    if (!pattern) table.Fail("pattern", pattern.error().message());
    if (pattern) source.pattern = std::move(*pattern);
  }
  if (source.kind == Kind::mean && (source.pattern || !source.words.empty()))
    table.Fail("pattern", "a mean needs numbers; give each of its two fields a pattern");
  return source;
}

}  // namespace fxlake::sources
