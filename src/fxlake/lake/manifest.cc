// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fxlake/base/sealed_json.h"
#include "fxlake/base/sha256.h"

namespace fxlake::lake {
namespace {

constexpr int kFormat = 1;
constexpr int kCommitAttempts = 20;

std::string MonthOfRecord(const std::string& key) {
  const auto at = RecordedAtOf(key);
  return at ? MonthOf(*at) : std::string();
}

// The month two before `month`: another process may still record fetches of the last two.
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

Json StateToJson(const SourceState& state) {
  Json sealed = Json::EmptyArray(), records = Json::EmptyArray(), partitions = Json::EmptyArray(),
       quarantine = Json::EmptyArray();
  for (const auto& month : state.sealed_months) sealed.Append(month);
  for (const auto& record : state.records) records.Append(record);
  for (const auto& [id, info] : state.partitions) partitions.Append(PartitionToJson(id, info));
  for (const auto& [key, sha256] : state.quarantine)
    quarantine.Append(JsonObject({{"key", key}, {"sha256", sha256}}));
  Json json = Json::EmptyObject();
  json.Set("commits", state.commits);
  json.Set("watermark", state.watermark ? Json(state.watermark->ToString()) : Json());
  json.Set("sealed_months", std::move(sealed));
  json.Set("records", std::move(records));
  json.Set("partitions", std::move(partitions));
  json.Set("quarantine", std::move(quarantine));
  if (state.decisions > 0) json.Set("decisions", state.decisions);
  return json;
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
    if (array == nullptr || !array->is_array())
      return InvalidInput("no arrays \"sealed_months\", \"records\" and \"partitions\"");
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
  if (const auto* quarantine = json.Find("quarantine"); quarantine != nullptr && quarantine->is_array()) {
    for (const auto& object : quarantine->array()) {
      ASSIGN_OR_RETURN(auto key, object.StringAt("key"));
      ASSIGN_OR_RETURN(state.quarantine[key], object.StringAt("sha256"));
    }
  }
  return state;
}

// Any partition file of either table.
Result<std::string> AnyPartition(env::ObjectStore& processed) {
  for (const auto table : {Table::exchange_rates, Table::exchange_rates_revisions}) {
    ASSIGN_OR_RETURN(const auto objects, processed.List(TableFolder(table)));
    if (!objects.empty()) return objects.front().key;
  }
  return std::string();
}

// The version, if it can be found in a damaged text.
std::uint64_t VersionIn(std::string_view text) {
  constexpr std::string_view kMark = "\"version\": ";
  const auto at = text.find(kMark);
  std::uint64_t version = 0;
  if (at != std::string_view::npos)
    std::from_chars(text.data() + at + kMark.size(), text.data() + text.size(), version);
  return version;
}

// 0 when the text does not contain it.
std::int64_t FormatOf(std::string_view text) {
  const auto json = Json::Parse(text);
  return json ? json->Int64At("format").value_or(0) : 0;
}

Result<Manifest> ParseManifest(std::string_view text) {
  ASSIGN_OR_RETURN(const auto json, ParseSealed(text));
  return Manifest::FromJson(json);
}

std::string TextOf(const Manifest& manifest) { return SealedText(manifest.ToJson()); }

}  // namespace

PartitionInfo InfoOf(const RateRows& rows, std::string_view bytes) {
  return {.rows = rows.rows.size(),
          .bytes = bytes.size(),
          .sha256 = Sha256Hex(bytes),
          .first_day = Date::FromDays(rows.rows.front().day),
          .last_day = Date::FromDays(rows.rows.back().day)};
}

bool SourceState::HasSeen(const std::string& record_key) const {
  return sealed_months.contains(MonthOfRecord(record_key)) || records.contains(record_key);
}

void SourceState::MarkSeen(const std::set<std::string>& record_keys) {
  records.insert(record_keys.begin(), record_keys.end());
  if (records.empty()) return;
  const auto last_sealed =
      TwoMonthsBefore(MonthOfRecord(*std::ranges::max_element(records, {}, MonthOfRecord)));
  std::erase_if(records, [&](const auto& key) {
    const auto month = MonthOfRecord(key);
    if (month > last_sealed) return false;
    sealed_months.insert(month);
    return true;
  });
}

Json Manifest::ToJson() const {
  Json states = Json::EmptyObject();
  for (const auto& [name, state] : sources) states.Set(name, StateToJson(state));
  return JsonObject({{"format", kFormat}, {"version", version}, {"sources", std::move(states)}});
}

Result<Manifest> Manifest::FromJson(const Json& json) {
  Manifest manifest;
  ASSIGN_OR_RETURN(const auto format, json.Int64At("format"));
  if (format != kFormat)
    return InvalidInput(
        fmt::format("its format is {}, but this program supports {}: upgrade the program", format, kFormat));
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

ManifestReading ExamineManifest(const env::ObjectStore& processed, const env::ObjectBytes& object) {
  ManifestReading reading{.manifest = {}, .etag = object.etag};
  const auto doing = fmt::format("reading the manifest in {}", processed.Describe());
  // The format is checked first, because another format may be sealed differently.
  if (const auto format = FormatOf(object.bytes); format > kFormat) {
    reading.damage = ManifestDamage::newer;
    reading.reason = fmt::format("{}: its format is {}, but this program supports {}: upgrade the program",
                                 doing, format, kFormat);
    return reading;
  }
  auto manifest = ParseManifest(object.bytes);
  if (manifest) {
    reading.manifest = *std::move(manifest);
  } else {
    reading.damage = ManifestDamage::unreadable;
    reading.reason = fmt::format("{}: {}; \"fxlake rebuild\" recreates it from the raw zone", doing,
                                 manifest.error().message());
  }
  return reading;
}

Result<ManifestReading> ExamineManifest(env::ObjectStore& processed) {
  const auto object = processed.Get(ManifestKey());
  if (object) return ExamineManifest(processed, *object);
  if (object.error().kind() != ErrorKind::not_found) return object.error().In("reading the manifest");
  ManifestReading reading;
  ASSIGN_OR_RETURN(const auto partition, AnyPartition(processed).In("reading the manifest"));
  if (partition.empty()) return reading;
  // A first commit may have happened in between.
  if (const auto again = processed.Get(ManifestKey())) return ExamineManifest(processed, *again);
  reading.damage = ManifestDamage::missing;
  reading.reason = fmt::format(
      "reading the manifest in {}: {} is missing, but there are partition files such as {}; \"fxlake "
      "rebuild\" recreates it from the raw zone",
      processed.Describe(), ManifestKey(), partition);
  return reading;
}

Result<Manifest> ReadManifest(env::ObjectStore& processed) {
  ASSIGN_OR_RETURN(auto reading, ExamineManifest(processed));
  if (reading.damage != ManifestDamage::none) return Corrupt(reading.reason);
  return std::move(reading.manifest);
}

Result<void> BeginManifest(env::ObjectStore& processed) {
  const auto put = processed.Put(ManifestKey(), TextOf(Manifest()), env::IfAbsent());
  if (!put && put.error().kind() != ErrorKind::conflict) return put.error().In("creating the manifest");
  return {};
}

Result<Manifest> Commit(env::ObjectStore& processed, const Manifest& base,
                        const std::map<std::string, SourceState>& changed) {
  const auto state_in = [](const Manifest& manifest, const std::string& name) {
    const auto found = manifest.sources.find(name);
    return found == manifest.sources.end() ? SourceState() : found->second;
  };
  for (int attempt = 0; attempt < kCommitAttempts; ++attempt) {
    ASSIGN_OR_RETURN(auto snapshot, ExamineManifest(processed));
    if (snapshot.damage != ManifestDamage::none) return Corrupt(snapshot.reason);
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
    const auto condition = snapshot.etag.empty() ? env::PutCondition(env::IfAbsent())
                                                 : env::PutCondition(env::IfMatch{snapshot.etag});
    const auto put = processed.Put(ManifestKey(), TextOf(snapshot.manifest), condition);
    if (put) return std::move(snapshot.manifest);
    if (put.error().kind() != ErrorKind::conflict) return put.error().In("committing the manifest");
  }
  return Conflict("committing the manifest: other processes committed first several times");
}

Result<Manifest> ReplaceManifest(env::ObjectStore& processed, const ManifestReading& damaged,
                                 const std::map<std::string, SourceState>& states) {
  Manifest manifest{.version = 1, .sources = states};
  if (!damaged.etag.empty()) {
    const auto text = processed.GetRange(ManifestKey(), {0, UINT64_MAX});
    if (text) manifest.version = VersionIn(*text) + 1;
  }
  for (auto& [name, state] : manifest.sources) ++state.commits;
  const auto condition = damaged.etag.empty() ? env::PutCondition(env::IfAbsent())
                                              : env::PutCondition(env::IfMatch{damaged.etag});
  RETURN_IF_ERROR(processed.Put(ManifestKey(), TextOf(manifest), condition).In("recreating the manifest"));
  return manifest;
}

Result<std::map<PartitionId, PartitionInfo>> FoundPartitions(env::ObjectStore& processed,
                                                             const std::string& source) {
  std::map<PartitionId, PartitionInfo> found;
  for (const auto table : {Table::exchange_rates, Table::exchange_rates_revisions}) {
    ASSIGN_OR_RETURN(const auto objects, processed.List(TableFolder(table) + "source=" + source + "/"));
    for (const auto& object : objects) {
      const auto id = PartitionOf(object.key);
      if (!id) continue;
      ASSIGN_OR_RETURN(const auto bytes, processed.GetRange(object.key, {0, UINT64_MAX}));
      const auto rows = DecodePartition(table, bytes);
      if (rows && !rows->rows.empty()) found.emplace(*id, InfoOf(*rows, bytes));
    }
  }
  return found;
}

Result<std::vector<std::string>> FoundSources(env::ObjectStore& processed) {
  std::set<std::string> sources;
  for (const auto table : {Table::exchange_rates, Table::exchange_rates_revisions}) {
    ASSIGN_OR_RETURN(const auto objects, processed.List(TableFolder(table)));
    for (const auto& object : objects) {
      constexpr std::string_view kMark = "/source=";
      const auto at = object.key.find(kMark);
      if (at == std::string::npos) continue;
      const auto start = at + kMark.size();
      auto source = object.key.substr(start, object.key.find('/', start) - start);
      if (CheckSourceName(source)) sources.insert(std::move(source));
    }
  }
  return std::vector(sources.begin(), sources.end());
}

}  // namespace fxlake::lake
