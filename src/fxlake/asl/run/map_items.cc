// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/map_items.h"

#include <algorithm>
#include <charconv>

#include "fxlake/asl/expression/intrinsic_text.h"
#include "fxlake/asl/run/csv_items.h"
#include "fxlake/base/text.h"

namespace fxlake::asl {
namespace {

Failure ReaderFailure(std::string cause) {
  return {std::string(error_name::kItemReaderFailed), std::move(cause)};
}

class DataSetReader {
 public:
  DataSetReader(const ItemReader& reader, const ItemSource& source, std::size_t most, Instant now,
                env::ObjectStore& objects)
      : reader_(reader), source_(source), most_(most), now_(now), objects_(objects) {}

  Evaluated<MapItems> Read() {
    if (reader_.resource.ends_with(":listObjectsV2")) return List();
    ASSIGN_OR_RETURN(const auto text, Fetch(source_.bucket, source_.key));
    ASSIGN_OR_RETURN(auto items, reader_.format == ItemReader::Format::manifest
                                     ? ReadManifest(text)
                                     : ReadObject(text, reader_.format));
    if (items.values.size() > most_) items.values.resize(most_);
    if (items.keys.size() > most_) items.keys.resize(most_);
    return items;
  }

 private:
  Evaluated<std::string> Fetch(const std::string& bucket, const std::string& key) {
    auto object = objects_.Get(bucket + "/" + key);
    if (!object) return ReaderFailure("reading s3://" + bucket + "/" + key + ": " + object.error().message());
    if (!IsUtf8(object->bytes))
      return ReaderFailure("reading s3://" + bucket + "/" + key + ": the object is not UTF-8 text");
    return std::move(object->bytes);
  }

  Evaluated<MapItems> List() {
    const auto root = source_.bucket + "/";
    auto found = objects_.List(root + source_.prefix);
    if (!found)
      return ReaderFailure("listing s3://" + source_.bucket + "/" + source_.prefix + ": " +
                           found.error().message());
    MapItems items;
    for (const auto& object : *found) {
      if (items.values.size() == most_) break;
      const auto bytes = objects_.Get(object.key);
      if (!bytes)
        return ReaderFailure("listing s3://" + source_.bucket + "/" + source_.prefix + ": " +
                             bytes.error().message());
      items.values.push_back(JsonObject({{"Etag", "\"" + bytes->etag + "\""},
                                         {"Key", object.key.substr(root.size())},
                                         {"LastModified", now_.micros() / Instant::kPerSecond},
                                         {"Size", object.size},
                                         {"StorageClass", "STANDARD"}}));
    }
    return items;
  }

  Evaluated<MapItems> ReadObject(const std::string& text, ItemReader::Format format) {
    switch (format) {
      case ItemReader::Format::csv:
        return Rows(text, reader_.delimiter,
                    reader_.header_given ? reader_.headers : std::vector<std::string>(), most_);
      case ItemReader::Format::jsonl: return ReadLines(text);
      case ItemReader::Format::parquet: return ReaderFailure("reading items from Parquet is not supported");
      default: break;
    }
    auto document = Json::Parse(text);
    if (!document)
      return ReaderFailure("Attempting to read items from s3://" + source_.bucket + "/" + source_.key + ": " +
                           document.error().message());
    const auto* at = AtPointer(*document, reader_.items_pointer);
    if (at == nullptr)
      return ReaderFailure("The ItemsPointer " + reader_.items_pointer + " refers to nothing in s3://" +
                           source_.bucket + "/" + source_.key);
    auto items = ItemsOf(*at);
    if (!items) return ReaderFailure(items.error().cause);
    return items;
  }

  Evaluated<MapItems> Rows(std::string_view text, char delimiter, std::vector<std::string> headers,
                           std::size_t most) {
    auto rows = ReadCsvItems(text, delimiter, std::move(headers), most);
    if (!rows) return ReaderFailure("CSV headers cannot contain duplicates.");
    return MapItems{*std::move(rows), {}};
  }

  Evaluated<MapItems> ReadLines(std::string_view text) {
    MapItems items;
    std::size_t number = 0;
    while (!text.empty() && items.values.size() < most_) {
      const auto end = std::min(text.find('\n'), text.size());
      const auto line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      ++number;
      if (IsBlank(line)) continue;
      auto value = Json::Parse(line);
      if (!value)
        return ReaderFailure("line " + std::to_string(number) + " of s3://" + source_.bucket + "/" +
                             source_.key + ": " + value.error().message());
      items.values.push_back(*std::move(value));
    }
    return items;
  }

  // An S3 inventory manifest lists CSV files, whose columns are in its fileSchema.
  Evaluated<MapItems> ReadManifest(const std::string& text) {
    const auto manifest = Json::Parse(text);
    const auto* files = manifest ? manifest->Find("files") : nullptr;
    const auto schema = manifest ? manifest->StringAt("fileSchema").value_or("") : std::string();
    if (files == nullptr || !files->is_array())
      return ReaderFailure("s3://" + source_.bucket + "/" + source_.key + " is not an S3 inventory manifest");
    std::vector<std::string> headers;
    for (std::size_t at = 0; at < schema.size();) {
      const auto end = std::min(schema.find(',', at), schema.size());
      const auto from = schema.find_first_not_of(' ', at);
      headers.push_back(schema.substr(from, end - from));
      at = end + 1;
    }
    const auto destination = manifest->StringAt("destinationBucket").value_or(source_.bucket);
    const auto bucket = destination.substr(destination.starts_with("arn:") ? destination.rfind(':') + 1 : 0);
    MapItems items;
    for (const auto& file : files->array()) {
      const auto key = file.StringAt("key");
      if (!key)
        return ReaderFailure("a file of the manifest s3://" + source_.bucket + "/" + source_.key +
                             " has no key");
      ASSIGN_OR_RETURN(const auto rows, Fetch(bucket, *key));
      ASSIGN_OR_RETURN(auto more, Rows(rows, ',', headers, most_ - items.values.size()));
      std::ranges::move(more.values, std::back_inserter(items.values));
    }
    return items;
  }

  const ItemReader& reader_;
  const ItemSource& source_;
  std::size_t most_;
  Instant now_;
  env::ObjectStore& objects_;
};

}  // namespace

Evaluated<MapItems> ReadItems(const ItemReader& reader, const ItemSource& source, std::size_t most,
                              Instant now, env::ObjectStore* objects) {
  if (objects == nullptr)
    return ReaderFailure("there is no object store to read s3://" + source.bucket + "/" + source.key +
                         " from");
  return DataSetReader(reader, source, most, now, *objects).Read();
}

Evaluated<MapItems> ItemsOf(const Json& value) {
  MapItems items;
  if (value.is_array()) {
    items.values = value.array();
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.object()) {
      items.keys.push_back(key);
      items.values.push_back(member);
    }
  } else {
    return RuntimeFailure("Attempting to map over non-iterable node.");
  }
  return items;
}

const Json* AtPointer(const Json& document, std::string_view pointer) {
  const Json* at = &document;
  while (!pointer.empty() && at != nullptr) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    std::string name;
    for (std::size_t i = 0; i < end; ++i) {
      const bool escape =
          pointer[i] == '~' && i + 1 < end && (pointer[i + 1] == '0' || pointer[i + 1] == '1');
      name += escape ? (pointer[++i] == '0' ? '~' : '/') : pointer[i];
    }
    pointer.remove_prefix(end);
    if (at->is_array()) {
      std::size_t index = 0;
      const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), index);
      const bool there =
          error == std::errc() && rest == name.data() + name.size() && index < at->array().size();
      at = there ? &at->array()[index] : nullptr;
    } else {
      at = at->Find(name);
    }
  }
  return at;
}

}  // namespace fxlake::asl
