// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <limits>

#include "fxlake/iceberg/avro.h"

namespace fxlake::iceberg {
namespace {

constexpr int kMaxDepth = 64;

Error Cut() { return Corrupt("reading Avro: the bytes end early"); }

class AvroReader {
 public:
  explicit AvroReader(std::string_view& bytes) : bytes_(bytes) {}

  Result<Json> Read(const Json& schema, int depth) {
    if (depth > kMaxDepth) return InvalidInput("reading Avro: types are nested too deeply");
    if (schema.is_array()) return ReadUnion(schema.array(), depth);
    if (!schema.is_object()) return ReadPrimitive(schema.is_string() ? schema.string() : "");
    ASSIGN_OR_RETURN(const auto type, schema.StringAt("type"));
    if (type == "record") return ReadRecord(schema, depth);
    if (type == "array") return ReadBlocks(schema, "items", false, depth);
    if (type == "map") return ReadBlocks(schema, "values", true, depth);
    if (type == "enum") return ReadPrimitive("int");
    if (type == "fixed") {
      ASSIGN_OR_RETURN(const auto size, schema.Int64At("size"));
      return Take(size);
    }
    return ReadPrimitive(type);
  }

 private:
  Result<Json> Take(std::int64_t size) {
    if (size < 0 || static_cast<std::uint64_t>(size) > bytes_.size()) return Cut();
    Json text(bytes_.substr(0, static_cast<std::size_t>(size)));
    bytes_.remove_prefix(static_cast<std::size_t>(size));
    return text;
  }

  template <typename Number, typename Bits>
  Result<Json> TakeNumber() {
    if (bytes_.size() < sizeof(Bits)) return Cut();
    Bits bits = 0;
    std::memcpy(&bits, bytes_.data(), sizeof bits);
    bytes_.remove_prefix(sizeof bits);
    return Json(static_cast<double>(std::bit_cast<Number>(bits)));
  }

  Result<Json> ReadPrimitive(std::string_view type) {
    if (type == "null") return Json();
    if (type == "boolean") {
      if (bytes_.empty()) return Cut();
      const bool value = bytes_.front() != '\0';
      bytes_.remove_prefix(1);
      return Json(value);
    }
    if (type == "int" || type == "long") {
      ASSIGN_OR_RETURN(const auto number, ReadAvroLong(bytes_));
      using Int = std::numeric_limits<std::int32_t>;
      if (type == "int" && (number < Int::min() || number > Int::max()))
        return Corrupt("reading Avro: an int of more than 32 bits");
      return Json(number);
    }
    if (type == "float") return TakeNumber<float, std::uint32_t>();
    if (type == "double") return TakeNumber<double, std::uint64_t>();
    if (type == "string" || type == "bytes") {
      ASSIGN_OR_RETURN(const auto size, ReadAvroLong(bytes_));
      return Take(size);
    }
    return InvalidInput(fmt::format("reading Avro: the type \"{}\" is not read", type));
  }

  Result<Json> ReadUnion(const Json::Array& branches, int depth) {
    ASSIGN_OR_RETURN(const auto branch, ReadAvroLong(bytes_));
    if (branch < 0 || static_cast<std::uint64_t>(branch) >= branches.size())
      return Corrupt("reading Avro: a union has no such branch");
    return Read(branches[static_cast<std::size_t>(branch)], depth + 1);
  }

  Result<Json> ReadRecord(const Json& schema, int depth) {
    const auto* fields = schema.Find("fields");
    if (fields == nullptr || !fields->is_array()) return InvalidInput("reading Avro: a record has no fields");
    Json::Object members;
    for (const auto& field : fields->array()) {
      ASSIGN_OR_RETURN(auto name, field.StringAt("name"));
      const auto* type = field.Find("type");
      if (type == nullptr) return InvalidInput("reading Avro: the field " + name + " has no type");
      ASSIGN_OR_RETURN(auto value, Read(*type, depth + 1));
      members.emplace_back(std::move(name), std::move(value));
    }
    return Json(std::move(members));
  }

  // Arrays and maps: blocks of items, each with their count; a negative one has the block's size behind it.
  Result<Json> ReadBlocks(const Json& schema, std::string_view of, bool keyed, int depth) {
    const auto* type = schema.Find(of);
    if (type == nullptr) return InvalidInput("reading Avro: an array or map has no type of its items");
    Json::Array items;
    while (true) {
      ASSIGN_OR_RETURN(auto count, ReadAvroLong(bytes_));
      if (count == 0) return Json(std::move(items));
      if (count < 0) {
        if (count == std::numeric_limits<std::int64_t>::min()) return Cut();
        count = -count;
        RETURN_IF_ERROR(ReadAvroLong(bytes_));
      }
      // Every item of these files takes bytes; of those that take none, a file could claim any number.
      if (static_cast<std::uint64_t>(count) > bytes_.size()) return Cut();
      for (; count > 0; --count) {
        Json key;
        if (keyed) {
          ASSIGN_OR_RETURN(key, ReadPrimitive("string"));
        }
        ASSIGN_OR_RETURN(auto value, Read(*type, depth + 1));
        items.push_back(keyed ? JsonObject({{"key", std::move(key)}, {"value", std::move(value)}})
                              : std::move(value));
      }
    }
  }

  std::string_view& bytes_;
};

}  // namespace

Result<std::int64_t> ReadAvroLong(std::string_view& bytes) {
  std::uint64_t zigzag = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (bytes.empty()) return Cut();
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    zigzag |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return static_cast<std::int64_t>((zigzag >> 1) ^ (~(zigzag & 1) + 1));
  }
  return Corrupt("reading Avro: a number of more than 64 bits");
}

Result<Json> ReadAvro(const Json& schema, std::string_view& bytes) {
  return AvroReader(bytes).Read(schema, 0);
}

}  // namespace fxlake::iceberg
