// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/quarantine.h"

#include "fxlake/lake/keys.h"

namespace fxlake::lake {
namespace {

// quarantine/source=ecb/20260414T073000.250000Z-0123456789abcdef.json
std::string KeyOf(const std::string& source, const std::string& record_key) {
  auto name = record_key.substr(record_key.rfind('/') + 1);
  name.resize(name.find('.', name.find('-')));
  return QuarantineFolder(source) + name + ".json";
}

Result<QuarantinedVisit> VisitFromJson(const Json& json) {
  QuarantinedVisit visit;
  ASSIGN_OR_RETURN(visit.source, json.StringAt("source"));
  ASSIGN_OR_RETURN(visit.record_key, json.StringAt("record"));
  const auto* refused = json.Find("refused");
  if (refused == nullptr || !refused->is_array()) return InvalidInput("no array at key \"refused\"");
  for (const auto& item : refused->array()) {
    RefusedRow row;
    ASSIGN_OR_RETURN(row.raw_object, item.StringAt("raw_object"));
    ASSIGN_OR_RETURN(row.where, item.StringAt("where"));
    ASSIGN_OR_RETURN(row.cells, item.StringAt("cells"));
    ASSIGN_OR_RETURN(row.reason, item.StringAt("reason"));
    visit.rows.push_back(std::move(row));
  }
  return visit;
}

}  // namespace

Result<void> KeepRefused(env::ObjectStore& store, const std::string& source, const std::string& record_key,
                         const std::vector<RefusedRow>& rows) {
  const auto key = KeyOf(source, record_key);
  if (rows.empty()) return store.Delete(key).In("clearing quarantine");
  Json refused = Json::EmptyArray();
  for (const auto& row : rows) {
    refused.Append(JsonObject({{"raw_object", row.raw_object}, {"where", row.where}, {"cells", row.cells}, {"reason", row.reason}}));
  }
  const auto json = JsonObject({{"source", source}, {"record", record_key}, {"refused", std::move(refused)}});
  RETURN_IF_ERROR(store.Put(key, json.DumpPretty(), env::Always()).In("writing quarantine"));
  return {};
}

Result<std::vector<RefusedRow>> ReadRefused(env::ObjectStore& store, const std::string& source, const std::string& record_key) {
  const auto key = KeyOf(source, record_key);
  const auto text = store.GetRange(key, {0, UINT64_MAX});
  if (!text && text.error().kind() == ErrorKind::not_found) return std::vector<RefusedRow>();
  if (!text) return text.error().In("reading quarantine");
  ASSIGN_OR_RETURN(const auto json, Json::Parse(*text).In("reading quarantine " + key));
  ASSIGN_OR_RETURN(auto visit, VisitFromJson(json).In("reading quarantine " + key));
  return std::move(visit.rows);
}

Result<std::vector<QuarantinedVisit>> ReadQuarantine(env::ObjectStore& store, const std::string& source) {
  std::vector<QuarantinedVisit> visits;
  ASSIGN_OR_RETURN(const auto objects, store.List(QuarantineFolder(source)));
  for (const auto& object : objects) {
    const auto doing = "reading quarantine " + object.key;
    ASSIGN_OR_RETURN(const auto text, store.GetRange(object.key, {0, UINT64_MAX}).In(doing));
    ASSIGN_OR_RETURN(const auto json, Json::Parse(text).In(doing));
    ASSIGN_OR_RETURN(auto visit, VisitFromJson(json).In(doing));
    visits.push_back(std::move(visit));
  }
  return visits;
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
