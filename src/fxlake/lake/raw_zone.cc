// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/raw_zone.h"

#include <algorithm>

#include "fxlake/base/json.h"
#include "fxlake/base/sha256.h"
#include "fxlake/lake/keys.h"

namespace fxlake::lake {
namespace {

constexpr std::string_view kRecordExtension = "fetch.json";

Json ToJson(const Fetch& fetch) {
  Json bodies = Json::EmptyArray();
  for (const auto& body : fetch.bodies) {
    Json variables = Json::EmptyObject();
    for (const auto& [name, value] : body.request.variables) variables.Set(name, value);
    bodies.Append(JsonObject({{"raw_object", body.key},
                              {"sha256", body.sha256},
                              {"bytes", body.size},
                              {"reader", body.request.reader},
                              {"method", body.request.method},
                              {"url", body.request.url},
                              {"content_type", body.request.content_type},
                              {"variables", std::move(variables)}}));
    for (const auto& [name, value] :
         {std::pair("etag", body.request.etag), std::pair("last_modified", body.request.last_modified),
          std::pair("body", body.request.body)}) {
      if (!value.empty()) bodies.mutable_array().back().Set(name, value);
    }
  }
  return JsonObject({{"source", fetch.source},
                     {"recorded_at", fetch.recorded_at.ToString()},
                     {"replayed", fetch.replayed},
                     {"bodies", std::move(bodies)}});
}

Result<RawBody> BodyFromJson(const Json& json) {
  RawBody body;
  ASSIGN_OR_RETURN(body.key, json.StringAt("raw_object"));
  ASSIGN_OR_RETURN(body.sha256, json.StringAt("sha256"));
  ASSIGN_OR_RETURN(const auto size, json.Int64At("bytes"));
  body.size = static_cast<std::uint64_t>(size);
  ASSIGN_OR_RETURN(body.request.reader, json.StringAt("reader"));
  ASSIGN_OR_RETURN(body.request.method, json.StringAt("method"));
  ASSIGN_OR_RETURN(body.request.url, json.StringAt("url"));
  ASSIGN_OR_RETURN(body.request.content_type, json.StringAt("content_type"));
  body.request.etag = json.StringAt("etag").value_or("");
  body.request.last_modified = json.StringAt("last_modified").value_or("");
  body.request.body = json.StringAt("body").value_or("");
  const auto* variables = json.Find("variables");
  if (variables == nullptr || !variables->is_object()) return InvalidInput("no object at key \"variables\"");
  for (const auto& [name, value] : variables->object()) {
    if (value.is_string()) body.request.variables[name] = value.string();
  }
  return body;
}

Result<Fetch> FromJson(const Json& json) {
  Fetch fetch;
  ASSIGN_OR_RETURN(fetch.source, json.StringAt("source"));
  ASSIGN_OR_RETURN(const auto recorded_at, json.StringAt("recorded_at"));
  ASSIGN_OR_RETURN(fetch.recorded_at, Instant::Parse(recorded_at));
  const auto* replayed = json.Find("replayed");
  fetch.replayed = replayed != nullptr && replayed->is_bool() && replayed->boolean();
  const auto* bodies = json.Find("bodies");
  if (bodies == nullptr || !bodies->is_array()) return InvalidInput("no array at key \"bodies\"");
  for (const auto& item : bodies->array()) {
    ASSIGN_OR_RETURN(auto body, BodyFromJson(item));
    fetch.bodies.push_back(std::move(body));
  }
  return fetch;
}

bool SameAnswers(const Fetch& a, const Fetch& b) {
  return std::ranges::equal(a.bodies, b.bodies, [](const RawBody& x, const RawBody& y) {
    return x.sha256 == y.sha256 && x.request == y.request;
  });
}

}  // namespace

Result<RawZone::Kept> RawZone::Keep(const std::string& source, Instant recorded_at, bool replayed,
                                    std::vector<FetchedBody> bodies,
                                    const std::function<Result<bool>(const Fetch& newest)>& keep_same) {
  RETURN_IF_ERROR(CheckSourceName(source));
  Fetch fetch{.key = "", .source = source, .recorded_at = recorded_at, .replayed = replayed, .bodies = {}};
  std::vector<env::PutRequest> puts;
  for (auto& body : bodies) {
    auto sha256 = Sha256Hex(body.bytes);
    auto key = RawKey(source, recorded_at, sha256, body.extension);
    fetch.bodies.push_back({std::move(body.request), key, std::move(sha256), body.bytes.size()});
    puts.push_back({std::move(key), std::move(body.bytes), env::IfAbsent()});
  }
  ASSIGN_OR_RETURN(const auto newest, Newest(source));
  if (newest && SameAnswers(*newest, fetch)) {
    bool again = false;
    if (keep_same) {
      ASSIGN_OR_RETURN(again, keep_same(*newest));
    }
    if (!again) return Kept{*newest, false};
  }
  for (const auto& put : store_.PutAll(puts)) {
    // An existing object with that key has the same bytes, because the key contains their hash.
    if (!put && put.error().kind() != ErrorKind::conflict)
      return put.error().In("storing a response of " + source);
  }
  auto record = ToJson(fetch).DumpPretty();
  fetch.key = RawKey(source, recorded_at, Sha256Hex(record), kRecordExtension);
  RETURN_IF_ERROR(
      store_.Put(fetch.key, std::move(record), env::IfAbsent()).In("storing the fetch record of " + source));
  return Kept{std::move(fetch), true};
}

Result<std::vector<std::string>> RawZone::Records(const std::string& source,
                                                  const std::set<std::string>& excluded_months) {
  std::vector<std::string> records;
  const auto folder = RawFolder(source);
  ASSIGN_OR_RETURN(const auto years, store_.ListFolders(folder));
  for (const auto& year : years) {
    ASSIGN_OR_RETURN(const auto months, store_.ListFolders(folder + year + "/"));
    for (const auto& month : months) {
      const auto path = year + "/" + month;
      if (excluded_months.contains(path)) continue;
      ASSIGN_OR_RETURN(const auto objects, store_.List(RawMonthFolder(source, path)));
      for (const auto& object : objects) {
        if (object.key.ends_with(std::string(".") + std::string(kRecordExtension)) &&
            RecordedAtOf(object.key))
          records.push_back(object.key);
      }
    }
  }
  return records;
}

Result<std::optional<Fetch>> RawZone::FindFetch(const std::string& source, const Origin& origin) {
  ASSIGN_OR_RETURN(const auto objects, store_.List(RawMonthFolder(source, MonthOf(origin.recorded_at)) +
                                                   origin.recorded_at.ToCompact()));
  for (const auto& object : objects) {
    if (!object.key.ends_with("." + std::string(kRecordExtension))) continue;
    ASSIGN_OR_RETURN(auto fetch, ReadRecord(object.key));
    if (std::ranges::find(fetch.bodies, origin.raw_object, &RawBody::key) != fetch.bodies.end())
      return std::optional(std::move(fetch));
  }
  return std::optional<Fetch>();
}

Result<std::vector<std::string>> RawZone::Sources() {
  ASSIGN_OR_RETURN(const auto folders, store_.ListFolders("raw/"));
  std::vector<std::string> sources;
  for (const auto& folder : folders) {
    constexpr std::string_view kPrefix = "source=";
    if (folder.starts_with(kPrefix)) sources.push_back(folder.substr(kPrefix.size()));
  }
  return sources;
}

Result<std::optional<Fetch>> RawZone::Newest(const std::string& source) {
  const auto folder = RawFolder(source);
  ASSIGN_OR_RETURN(const auto years, store_.ListFolders(folder));
  if (years.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const auto months, store_.ListFolders(folder + years.back() + "/"));
  if (months.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const auto objects,
                   store_.List(RawMonthFolder(source, years.back() + "/" + months.back())));
  for (auto object = objects.rbegin(); object != objects.rend(); ++object) {
    if (!object->key.ends_with(kRecordExtension)) continue;
    ASSIGN_OR_RETURN(auto fetch, ReadRecord(object->key));
    return fetch;
  }
  return std::nullopt;
}

Result<Fetch> RawZone::ReadRecord(const std::string& key) {
  const auto doing = "reading the fetch record " + key;
  ASSIGN_OR_RETURN(const auto text, store_.GetRange(key, {0, UINT64_MAX}).In(doing));
  if (!Sha256Hex(text).starts_with(ShortHashOf(key)))
    return Corrupt(doing + ": the bytes differ from those that were stored");
  ASSIGN_OR_RETURN(const auto json, Json::Parse(text).In(doing));
  ASSIGN_OR_RETURN(auto fetch, FromJson(json).In(doing));
  fetch.key = key;
  return fetch;
}

Result<std::string> RawZone::ReadBody(const RawBody& body) {
  ASSIGN_OR_RETURN(auto bytes, store_.GetRange(body.key, {0, UINT64_MAX}).In("reading a raw object"));
  if (Sha256Hex(bytes) != body.sha256)
    return Corrupt("reading the raw object " + body.key + ": the bytes differ from those that were stored");
  return bytes;
}

}  // namespace fxlake::lake
