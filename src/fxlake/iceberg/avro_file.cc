// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/avro_file.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "fxlake/base/sha256.h"
#include "fxlake/iceberg/avro.h"

namespace fxlake::iceberg {
namespace {

constexpr std::string_view kMagic("Obj\1", 4);
constexpr std::size_t kSyncBytes = 16;
// What a block may become: no metadata of a table of rates comes near it.
constexpr std::size_t kMostBytes = std::size_t{64} << 20;

// The mark by which readers find blocks may be any 16 bytes: these tell whether what is between is what was
// written, since deflate bears no checksum.
std::string MarkOf(std::string_view head, std::string_view records) {
  return Sha256Hex(std::string(head) + std::string(records)).substr(0, kSyncBytes);
}

// Of this writer: others take random bytes.
bool IsOwnMark(std::string_view mark) {
  constexpr int kMostly = 12;  // one that was changed itself is still known
  return std::ranges::count_if(
             mark, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }) >= kMostly;
}

const Json& MetadataSchema() {
  static const Json kSchema = JsonObject({{"type", "map"}, {"values", "bytes"}});
  return kSchema;
}

// Deflate without a header (RFC 1951), as Avro has it.
Result<std::string> Deflate(std::string_view bytes) {
  z_stream stream = {};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return Internal("writing Avro: deflate does not start");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) return Internal("writing Avro: deflate does not end");
  return out;
}

Result<std::string> Inflate(std::string_view bytes) {
  z_stream stream = {};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return Internal("reading Avro: inflate does not start");
  std::string out;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  int state = Z_OK;
  while (state == Z_OK && out.size() < kMostBytes) {
    const auto before = out.size();
    out.resize(std::max<std::size_t>(before * 2, std::size_t{64} << 10));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream.avail_out = static_cast<uInt>(out.size() - before);
    state = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (state == Z_BUF_ERROR) break;
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END) return Corrupt("reading Avro: a block is not what deflate makes, or too large");
  return out;
}

Result<std::string> TakeText(std::string_view& bytes) {
  ASSIGN_OR_RETURN(const auto size, ReadAvroLong(bytes));
  if (size < 0 || static_cast<std::uint64_t>(size) > bytes.size())
    return Corrupt("reading Avro: the bytes end early");
  std::string text(bytes.substr(0, static_cast<std::size_t>(size)));
  bytes.remove_prefix(text.size());
  return text;
}

// The map of metadata in front, without what is of the container itself.
Json ToMap(const std::map<std::string, std::string>& metadata, const Json& schema) {
  Json entries = Json::EmptyArray();
  const auto add = [&](std::string_view key, std::string_view value) {
    entries.Append(JsonObject({{"key", key}, {"value", value}}));
  };
  add("avro.codec", "deflate");
  add("avro.schema", schema.Dump());
  for (const auto& [key, value] : metadata) add(key, value);
  return entries;
}

}  // namespace

Result<std::string> WriteAvroFile(const Json& schema, const AvroFile& file) {
  static const Json kEntries = JsonObject(
      {{"type", "array"},
       {"items", JsonObject({{"type", "record"},
                             {"fields", Json::Array{JsonObject({{"name", "key"}, {"type", "string"}}),
                                                    JsonObject({{"name", "value"}, {"type", "bytes"}})}}})}});
  std::string out(kMagic);
  RETURN_IF_ERROR(AppendAvro(kEntries, ToMap(file.metadata, schema), out));
  std::string block;
  for (const auto& record : file.records) RETURN_IF_ERROR(AppendAvro(schema, record, block));
  const auto sync = MarkOf(out, block);
  out += sync;
  if (file.records.empty()) return out;
  ASSIGN_OR_RETURN(const auto stored, Deflate(block));
  AppendAvroLong(out, static_cast<std::int64_t>(file.records.size()));
  AppendAvroLong(out, static_cast<std::int64_t>(stored.size()));
  out += stored;
  out += sync;
  return out;
}

Result<AvroFile> ReadAvroFile(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return Corrupt("reading Avro: it is no container file");
  const auto whole = bytes;
  bytes.remove_prefix(kMagic.size());
  ASSIGN_OR_RETURN(const auto entries, ReadAvro(MetadataSchema(), bytes));
  if (!entries.is_array()) return Corrupt("reading Avro: it has no metadata");
  AvroFile file;
  for (const auto& entry : entries.array())
    file.metadata[entry.Find("key")->string()] = entry.Find("value")->string();
  const auto take = [&](const char* key) {
    auto node = file.metadata.extract(key);
    return node.empty() ? std::string() : std::move(node.mapped());
  };
  ASSIGN_OR_RETURN(const auto schema, Json::Parse(take("avro.schema")).In("reading Avro's schema"));
  const auto codec = take("avro.codec");
  if (!codec.empty() && codec != "null" && codec != "deflate")
    return InvalidInput("reading Avro: the codec \"" + codec + "\" is not read");
  if (bytes.size() < kSyncBytes) return Corrupt("reading Avro: the bytes end early");
  const auto head = whole.substr(0, whole.size() - bytes.size());
  const auto sync = bytes.substr(0, kSyncBytes);
  bytes.remove_prefix(kSyncBytes);
  std::string records;
  while (!bytes.empty()) {
    ASSIGN_OR_RETURN(const auto count, ReadAvroLong(bytes));
    ASSIGN_OR_RETURN(auto block, TakeText(bytes));
    if (!bytes.starts_with(sync)) return Corrupt("reading Avro: a block has no end");
    bytes.remove_prefix(kSyncBytes);
    if (codec == "deflate") {
      ASSIGN_OR_RETURN(block, Inflate(block));
    }
    std::string_view rest = block;
    // Every record of these files takes bytes, so that a count cannot be larger than its block.
    if (count < 0 || static_cast<std::uint64_t>(count) > rest.size())
      return Corrupt("reading Avro: a block has fewer records than it says");
    for (std::int64_t i = 0; i < count; ++i) {
      ASSIGN_OR_RETURN(auto record, ReadAvro(schema, rest));
      file.records.push_back(std::move(record));
    }
    if (!rest.empty()) return Corrupt("reading Avro: a block has more bytes than records");
    records += block;
  }
  if (IsOwnMark(sync) && sync != MarkOf(head, records))
    return Corrupt("reading Avro: its bytes were changed: they do not fit their mark");
  return file;
}

}  // namespace fxlake::iceberg
