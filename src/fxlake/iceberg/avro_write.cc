// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "fxlake/iceberg/avro.h"

namespace fxlake::iceberg {
namespace {

Error NotOf(std::string_view type, const Json& value) {
  return InvalidInput(
      fmt::format("writing Avro: no {}: {}", type, value.is_string() ? "text" : value.Dump()));
}

Result<void> AppendUnion(const Json::Array& branches, const Json& value, std::string& out) {
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const bool is_null = branches[i].is_string() && branches[i].string() == "null";
    if (is_null != value.is_null()) continue;
    AppendAvroLong(out, static_cast<std::int64_t>(i));
    return AppendAvro(branches[i], value, out);
  }
  return NotOf("value of the union", value);
}

Result<void> AppendArray(const Json& schema, const Json& value, std::string& out) {
  const auto* items = schema.Find("items");
  if (items == nullptr || !value.is_array()) return NotOf("array", value);
  if (!value.array().empty()) AppendAvroLong(out, static_cast<std::int64_t>(value.array().size()));
  for (const auto& item : value.array()) RETURN_IF_ERROR(AppendAvro(*items, item, out));
  AppendAvroLong(out, 0);
  return {};
}

Result<void> AppendRecord(const Json& schema, const Json& value, std::string& out) {
  const auto* fields = schema.Find("fields");
  if (fields == nullptr || !fields->is_array() || !value.is_object()) return NotOf("record", value);
  for (const auto& field : fields->array()) {
    ASSIGN_OR_RETURN(const auto name, field.StringAt("name"));
    const auto* type = field.Find("type");
    if (type == nullptr) return InvalidInput("writing Avro: the field " + name + " has no type");
    const auto* member = value.Find(name);
    RETURN_IF_ERROR(AppendAvro(*type, member == nullptr ? Json() : *member, out).In("field " + name));
  }
  return {};
}

}  // namespace

void AppendAvroLong(std::string& out, std::int64_t value) {
  auto zigzag = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
  for (; zigzag >= 0x80; zigzag >>= 7) out.push_back(static_cast<char>((zigzag & 0x7F) | 0x80));
  out.push_back(static_cast<char>(zigzag));
}

Result<void> AppendAvro(const Json& schema, const Json& value, std::string& out) {
  if (schema.is_array()) return AppendUnion(schema.array(), value, out);
  if (schema.is_object()) {
    ASSIGN_OR_RETURN(const auto type, schema.StringAt("type"));
    if (type == "array") return AppendArray(schema, value, out);
    if (type == "record") return AppendRecord(schema, value, out);
    return AppendAvro(Json(type), value, out);
  }
  const std::string type = schema.is_string() ? schema.string() : "";
  if (type == "null") return value.is_null() ? Result<void>() : NotOf("null", value);
  if (type == "boolean") {
    if (!value.is_bool()) return NotOf(type, value);
    out.push_back(value.boolean() ? '\1' : '\0');
    return {};
  }
  if (type == "int" || type == "long") {
    const auto number = value.is_number() ? value.AsInt64() : std::nullopt;
    using Int = std::numeric_limits<std::int32_t>;
    if (!number || (type == "int" && (*number < Int::min() || *number > Int::max())))
      return NotOf(type, value);
    AppendAvroLong(out, *number);
    return {};
  }
  if (type == "string" || type == "bytes") {
    if (!value.is_string()) return NotOf(type, value);
    AppendAvroLong(out, static_cast<std::int64_t>(value.string().size()));
    out += value.string();
    return {};
  }
  return InvalidInput("writing Avro: the type " + schema.Dump() + " is not written");
}

}  // namespace fxlake::iceberg
