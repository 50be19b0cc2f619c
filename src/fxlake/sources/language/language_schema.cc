// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/language_schema.h"

#include <algorithm>

#include "fxlake/sources/language/key_shapes.h"
#include "fxlake/sources/language/spec_parse.h"

namespace fxlake::sources {
namespace {

// Contains each table of the language once, so that the parser reads every key.
constexpr std::string_view kEveryTable = R"(
[calendar]
[tls]
[plausibility]
[[endpoint]]
covers = "last days"
form = { a = "b" }
[endpoint.paging]
[list.asked]
[list.given]
values = ["USD"]
[read.rows]
date = { path = "d" }
base = { all = ["a", "b"] }
quote = { look_up = "/a", by = "b" }
rate = { mean = ["a", "b"] }
units = { any = ["a", { value = "1" }] }
keep = [{ path = "a" }]
skip = [{ path = "a" }]
swap = [{ path = "a" }]
)";

std::string ReferenceTo(const std::string& table) { return "#/$defs/" + table; }

Json TypeOf(std::string_view type) { return JsonObject({{"type", type}}); }

// The schema name of a table: "read.*" is read, "endpoint.paging" is endpoint_paging.
std::string DefinitionOf(const std::string& table) {
  std::string name;
  for (const char c : table) {
    if (c == '.') name += '_';
    if (c != '.' && c != '*') name += c;
  }
  while (name.ends_with('_')) name.pop_back();
  return name;
}

Json SchemaOf(const std::string& table, const KeyShape& key, ValueShape shape) {
  const auto inner = DefinitionOf(table.empty() ? key.name : table + "." + key.name);
  switch (shape) {
    case ValueShape::text: {
      if (key.words.empty()) return TypeOf("string");
      Json words = Json::EmptyArray();
      for (const auto& word : key.words) words.Append(word);
      auto one_of_words = JsonObject({{"enum", std::move(words)}});
      if (key.or_pattern.empty()) return one_of_words;
      return JsonObject(
          {{"anyOf",
            Json(Json::Array{one_of_words, JsonObject({{"type", "string"}, {"pattern", key.or_pattern}})})}});
    }
    case ValueShape::integer: {
      auto integer = TypeOf("integer");
      if (key.range) {
        integer.Set("minimum", key.range->first);
        integer.Set("maximum", key.range->second);
      }
      return integer;
    }
    case ValueShape::boolean: return TypeOf("boolean");
    case ValueShape::day: return JsonObject({{"type", "string"}, {"format", "date"}});
    case ValueShape::texts:
      return JsonObject(
          {{"anyOf", Json(Json::Array{TypeOf("string"),
                                      JsonObject({{"type", "array"}, {"items", TypeOf("string")}})})}});
    case ValueShape::pairs:
      return JsonObject(
          {{"type", "object"},
           {"additionalProperties", JsonObject({{"type", Json(Json::Array{"string", "integer"})}})}});
    case ValueShape::table: return JsonObject({{"$ref", ReferenceTo(inner)}});
    case ValueShape::sources:
      return JsonObject({{"type", "array"}, {"items", JsonObject({{"$ref", ReferenceTo("source")}})}});
    case ValueShape::tables:
      return JsonObject({{"type", "array"}, {"items", JsonObject({{"$ref", ReferenceTo(inner)}})}});
    case ValueShape::named_tables:
      return JsonObject(
          {{"type", "object"}, {"additionalProperties", JsonObject({{"$ref", ReferenceTo(inner)}})}});
    case ValueShape::source_map:
      return JsonObject(
          {{"type", "object"}, {"additionalProperties", JsonObject({{"$ref", ReferenceTo("source")}})}});
    case ValueShape::source: return JsonObject({{"$ref", ReferenceTo("source")}});
  }
  return Json();
}

Json TableSchema(const std::string& table, const std::vector<KeyShape>& keys) {
  Json properties = Json::EmptyObject(), required = Json::EmptyArray();
  for (const auto& key : keys) {
    Json ways = Json::EmptyArray();
    for (const auto shape : key.shapes) ways.Append(SchemaOf(table, key, shape));
    if (ways.array().empty()) continue;
    const bool one = ways.array().size() == 1;
    properties.Set(key.name, one ? ways.array().front() : JsonObject({{"anyOf", std::move(ways)}}));
    if (!key.optional) required.Append(key.name);
  }
  auto schema = JsonObject(
      {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}});
  if (!required.array().empty()) schema.Set("required", std::move(required));
  return schema;
}

// A path, a number, or a table that describes a field source.
Json SourceSchema(const Json& of_table) {
  return JsonObject({{"anyOf", Json(Json::Array{TypeOf("string"), TypeOf("integer"), of_table})}});
}

}  // namespace

Json LanguageSchema() {
  KeyShapes shapes;
  static_cast<void>(ParseSpecNoting(kEveryTable, "", &shapes));
  Json definitions = Json::EmptyObject();
  Json schema = JsonObject(
      {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "FXLake source file"}});
  for (const auto& [table, keys] : shapes.tables()) {
    auto of_table = TableSchema(table, keys);
    if (table.empty()) {
      for (const auto& [name, value] : of_table.object()) schema.Set(name, value);
    } else {
      definitions.Set(DefinitionOf(table), table == "source" ? SourceSchema(of_table) : of_table);
    }
  }
  schema.Set("$defs", std::move(definitions));
  return schema;
}

}  // namespace fxlake::sources
