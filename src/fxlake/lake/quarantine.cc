// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/quarantine.h"

#include <algorithm>
#include <array>

#include "fxlake/base/sha256.h"
#include "fxlake/lake/keys.h"

namespace fxlake::lake {
namespace {

constexpr std::array<std::string_view, 3> kKindNames = {"rejected", "future", "suspect"};

Json ToJson(const RejectedRow& row) {
  auto json = JsonObject(
      {{"raw_object", row.raw_object}, {"where", row.where}, {"cells", row.cells}, {"reason", row.reason}});
  if (row.kind == RejectionKind::rejected) return json;
  json.Set("kind", NameOf(row.kind));
  if (!row.observation) return json;
  json.Set("date", row.observation->date.ToString());
  json.Set("base", row.observation->pair.base().ToString());
  json.Set("target", row.observation->pair.target().ToString());
  json.Set("rate", row.observation->rate.ToString());
  return json;
}

Result<rates::Observation> ObservationFromJson(const Json& json) {
  ASSIGN_OR_RETURN(const auto date, json.StringAt("date"));
  ASSIGN_OR_RETURN(const auto base, json.StringAt("base"));
  ASSIGN_OR_RETURN(const auto target, json.StringAt("target"));
  ASSIGN_OR_RETURN(const auto rate, json.StringAt("rate"));
  ASSIGN_OR_RETURN(const auto day, Date::Parse(date));
  ASSIGN_OR_RETURN(const auto pair, rates::Pair::Parse(base + "/" + target));
  ASSIGN_OR_RETURN(const auto value, Decimal::Parse(rate));
  return rates::Observation{day, pair, value};
}

Result<RejectedRow> RowFromJson(const Json& json) {
  RejectedRow row;
  ASSIGN_OR_RETURN(row.raw_object, json.StringAt("raw_object"));
  ASSIGN_OR_RETURN(row.where, json.StringAt("where"));
  ASSIGN_OR_RETURN(row.cells, json.StringAt("cells"));
  ASSIGN_OR_RETURN(row.reason, json.StringAt("reason"));
  const auto found = std::ranges::find(kKindNames, json.StringAt("kind").value_or("rejected"));
  if (found == kKindNames.end())
    return InvalidInput("unknown kind of rejection: " + json.Find("kind")->Dump());
  row.kind = static_cast<RejectionKind>(found - kKindNames.begin());
  if (row.kind != RejectionKind::rejected) {
    ASSIGN_OR_RETURN(row.observation, ObservationFromJson(json));
  }
  return row;
}

Result<QuarantinedFetch> FetchFromJson(const Json& json) {
  QuarantinedFetch fetch;
  ASSIGN_OR_RETURN(fetch.source, json.StringAt("source"));
  // The first format of these objects used the keys "record" and "refused".
  const bool is_first_format = json.Find("refused") != nullptr;
  ASSIGN_OR_RETURN(fetch.record_key, json.StringAt(is_first_format ? "record" : "fetch_record"));
  const auto* rejected = json.Find(is_first_format ? "refused" : "rejected");
  if (rejected == nullptr || !rejected->is_array()) return InvalidInput("no array at key \"rejected\"");
  for (const auto& item : rejected->array()) {
    ASSIGN_OR_RETURN(auto row, RowFromJson(item));
    fetch.rows.push_back(std::move(row));
  }
  return fetch;
}

}  // namespace

std::string_view NameOf(RejectionKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

// quarantine/source=ecb/20260414T073000.250000Z-0123456789abcdef.json
std::string QuarantineKey(const std::string& source, const std::string& record_key) {
  auto name = record_key.substr(record_key.rfind('/') + 1);
  name.resize(name.find('.', name.find('-')));
  return QuarantineFolder(source) + name + ".json";
}

Result<std::string> KeepRejected(env::ObjectStore& store, const std::string& source,
                                 const std::string& record_key, const std::vector<RejectedRow>& rows) {
  const auto key = QuarantineKey(source, record_key);
  if (rows.empty()) {
    RETURN_IF_ERROR(store.Delete(key).In("clearing quarantine"));
    return std::string();
  }
  Json rejected = Json::EmptyArray();
  for (const auto& row : rows) rejected.Append(ToJson(row));
  const auto json =
      JsonObject({{"source", source}, {"fetch_record", record_key}, {"rejected", std::move(rejected)}});
  auto text = json.DumpPretty();
  auto sha256 = Sha256Hex(text);
  RETURN_IF_ERROR(store.Put(key, std::move(text), env::Always()).In("writing quarantine"));
  return sha256;
}

Result<std::vector<RejectedRow>> ReadRejected(env::ObjectStore& store, const std::string& source,
                                              const std::string& record_key) {
  const auto key = QuarantineKey(source, record_key);
  const auto text = store.GetRange(key, {0, UINT64_MAX});
  if (!text && text.error().kind() == ErrorKind::not_found) return std::vector<RejectedRow>();
  if (!text) return text.error().In("reading quarantine");
  ASSIGN_OR_RETURN(const auto json, Json::Parse(*text).In("reading quarantine " + key));
  ASSIGN_OR_RETURN(auto fetch, FetchFromJson(json).In("reading quarantine " + key));
  return std::move(fetch.rows);
}

Result<QuarantinedFetch> ReadQuarantinedFetch(env::ObjectStore& store, const std::string& key) {
  const auto doing = "reading quarantine " + key;
  ASSIGN_OR_RETURN(const auto text, store.GetRange(key, {0, UINT64_MAX}).In(doing));
  ASSIGN_OR_RETURN(const auto json, Json::Parse(text).In(doing));
  return FetchFromJson(json).In(doing);
}

Result<std::vector<QuarantinedFetch>> ReadQuarantine(env::ObjectStore& store, const std::string& source) {
  std::vector<QuarantinedFetch> fetches;
  ASSIGN_OR_RETURN(const auto objects, store.List(QuarantineFolder(source)));
  for (const auto& object : objects) {
    ASSIGN_OR_RETURN(auto fetch, ReadQuarantinedFetch(store, object.key));
    fetches.push_back(std::move(fetch));
  }
  return fetches;
}

Result<std::vector<std::string>> QuarantinedSources(env::ObjectStore& store) {
  ASSIGN_OR_RETURN(const auto folders, store.ListFolders("quarantine/"));
  std::vector<std::string> sources;
  for (const auto& folder : folders) {
    if (folder.starts_with("source=")) sources.push_back(folder.substr(7));
  }
  return sources;
}

}  // namespace fxlake::lake
