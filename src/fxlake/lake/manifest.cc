// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/manifest.h"

#include <fmt/format.h>

#include <algorithm>

namespace fxlake::lake {
namespace {

constexpr int kFormat = 1;
constexpr int kCommitAttempts = 20;

std::string MonthOfRecord(const std::string& key) {
  const auto at = RecordedAtOf(key);
  return at ? MonthOf(*at) : std::string();
}

// The month two before `month`: fetches that were under way in another process may still be recorded in the last two.
std::string TwoMonthsBefore(const std::string& month) {
  const int months = std::stoi(month.substr(0, 4)) * 12 + std::stoi(month.substr(5)) - 1 - 2;
  return fmt::format("{:04}/{:02}", months / 12, months % 12 + 1);
}

Json PartitionToJson(PartitionId id, const PartitionInfo& info) {
  return JsonObject({{"table", NameOf(id.table)},
                     {"year", id.year},
                     {"rows", info.rows},
                     {"bytes", info.bytes},
                     {"sha256", info.sha256},
                     {"first_day", info.first_day.ToString()},
                     {"last_day", info.last_day.ToString()}});
}

Result<std::pair<PartitionId, PartitionInfo>> PartitionFromJson(const Json& json) {
  PartitionId id;
  PartitionInfo info;
  ASSIGN_OR_RETURN(const auto table, json.StringAt("table"));
  if (table != NameOf(Table::exchange_rates) && table != NameOf(Table::exchange_rates_revisions))
    return InvalidInput("unknown table " + table);
  id.table = table == NameOf(Table::exchange_rates) ? Table::exchange_rates : Table::exchange_rates_revisions;
  ASSIGN_OR_RETURN(const auto year, json.Int64At("year"));
  id.year = static_cast<int>(year);
  ASSIGN_OR_RETURN(const auto rows, json.Int64At("rows"));
  ASSIGN_OR_RETURN(const auto bytes, json.Int64At("bytes"));
  info.rows = static_cast<std::uint64_t>(rows);
  info.bytes = static_cast<std::uint64_t>(bytes);
  ASSIGN_OR_RETURN(info.sha256, json.StringAt("sha256"));
  ASSIGN_OR_RETURN(const auto first, json.StringAt("first_day"));
  ASSIGN_OR_RETURN(info.first_day, Date::Parse(first));
  ASSIGN_OR_RETURN(const auto last, json.StringAt("last_day"));
  ASSIGN_OR_RETURN(info.last_day, Date::Parse(last));
  return std::pair(id, info);
}

Result<SourceState> StateFromJson(const Json& json) {
  SourceState state;
  if (const auto* watermark = json.Find("watermark"); watermark != nullptr && watermark->is_string()) {
    ASSIGN_OR_RETURN(state.watermark, Date::Parse(watermark->string()));
  }
  state.commits = static_cast<std::uint64_t>(json.Int64At("commits").value_or(0));
  state.decisions = static_cast<std::uint64_t>(json.Int64At("decisions").value_or(0));
  const auto* sealed = json.Find("sealed_months");
  const auto* records = json.Find("records");
  const auto* partitions = json.Find("partitions");
  for (const auto* array : {sealed, records, partitions}) {
    if (array == nullptr || !array->is_array()) return InvalidInput("no arrays \"sealed_months\", \"records\" and \"partitions\"");
  }
  for (const auto& month : sealed->array()) {
    if (month.is_string()) state.sealed_months.insert(month.string());
  }
  for (const auto& record : records->array()) {
    if (record.is_string()) state.records.insert(record.string());
  }
  for (const auto& partition : partitions->array()) {
    ASSIGN_OR_RETURN(auto read, PartitionFromJson(partition));
    state.partitions.insert(std::move(read));
  }
  return state;
}

struct Snapshot {
  Manifest manifest;
  std::string etag;  // "" when there is none yet
};

Result<Snapshot> Read(env::ObjectStore& processed) {
  const auto object = processed.Get(ManifestKey());
  if (!object && object.error().kind() == ErrorKind::not_found) return Snapshot();
  if (!object) return object.error().In("reading the manifest");
  const auto json = Json::Parse(object->bytes);
  auto manifest = json ? Manifest::FromJson(*json) : Result<Manifest>(json.error());
  if (!manifest) return Corrupt(fmt::format("reading the manifest in {}: {}", processed.Describe(), manifest.error().message()));
  return Snapshot{std::move(*manifest), object->etag};
}

}  // namespace

bool SourceState::HasSeen(const std::string& record_key) const {
  return sealed_months.contains(MonthOfRecord(record_key)) || records.contains(record_key);
}

void SourceState::MarkSeen(const std::set<std::string>& record_keys) {
  records.insert(record_keys.begin(), record_keys.end());
  if (records.empty()) return;
  const auto last_sealed = TwoMonthsBefore(MonthOfRecord(*std::ranges::max_element(records, {}, MonthOfRecord)));
  std::erase_if(records, [&](const auto& key) {
    const auto month = MonthOfRecord(key);
    if (month > last_sealed) return false;
    sealed_months.insert(month);
    return true;
  });
}

Json Manifest::ToJson() const {
  Json states = Json::EmptyObject();
  for (const auto& [name, state] : sources) {
    Json sealed = Json::EmptyArray(), records = Json::EmptyArray(), partitions = Json::EmptyArray();
    for (const auto& month : state.sealed_months) sealed.Append(month);
    for (const auto& record : state.records) records.Append(record);
    for (const auto& [id, info] : state.partitions) partitions.Append(PartitionToJson(id, info));
    auto json = JsonObject({{"commits", state.commits},
                            {"watermark", state.watermark ? Json(state.watermark->ToString()) : Json()},
                            {"sealed_months", std::move(sealed)},
                            {"records", std::move(records)},
                            {"partitions", std::move(partitions)}});
    if (state.decisions > 0) json.Set("decisions", state.decisions);
    states.Set(name, std::move(json));
  }
  return JsonObject({{"format", kFormat}, {"version", version}, {"sources", std::move(states)}});
}

Result<Manifest> Manifest::FromJson(const Json& json) {
  Manifest manifest;
  ASSIGN_OR_RETURN(const auto format, json.Int64At("format"));
  if (format != kFormat) return InvalidInput(fmt::format("its format is {}, this program knows {}", format, kFormat));
  ASSIGN_OR_RETURN(const auto version, json.Int64At("version"));
  manifest.version = static_cast<std::uint64_t>(version);
  const auto* sources = json.Find("sources");
  if (sources == nullptr || !sources->is_object()) return InvalidInput("no object at key \"sources\"");
  for (const auto& [name, state] : sources->object()) {
    RETURN_IF_ERROR(CheckSourceName(name));
    ASSIGN_OR_RETURN(manifest.sources[name], StateFromJson(state).In("source " + name));
  }
  return manifest;
}

Result<Manifest> ReadManifest(env::ObjectStore& processed) {
  ASSIGN_OR_RETURN(auto snapshot, Read(processed));
  return std::move(snapshot.manifest);
}

Result<Manifest> Commit(env::ObjectStore& processed, const Manifest& base, const std::map<std::string, SourceState>& changed) {
  const auto state_in = [](const Manifest& manifest, const std::string& name) {
    const auto found = manifest.sources.find(name);
    return found == manifest.sources.end() ? SourceState() : found->second;
  };
  for (int attempt = 0; attempt < kCommitAttempts; ++attempt) {
    ASSIGN_OR_RETURN(auto snapshot, Read(processed));
    for (const auto& [name, state] : changed) {
      if (state_in(snapshot.manifest, name) != state_in(base, name)) {
        return Conflict("committing the manifest: source " + name + " was changed by another process");
      }
    }
    ++snapshot.manifest.version;
    for (const auto& [name, state] : changed) {
      snapshot.manifest.sources[name] = state;
      ++snapshot.manifest.sources[name].commits;
    }
    const auto condition = snapshot.etag.empty() ? env::PutCondition(env::IfAbsent()) : env::PutCondition(env::IfMatch{snapshot.etag});
    const auto put = processed.Put(ManifestKey(), snapshot.manifest.ToJson().DumpPretty(), condition);
    if (put) return std::move(snapshot.manifest);
    if (put.error().kind() != ErrorKind::conflict) return put.error().In("committing the manifest");
  }
  return Conflict("committing the manifest: other processes were first, again and again");
}

}  // namespace fxlake::lake
