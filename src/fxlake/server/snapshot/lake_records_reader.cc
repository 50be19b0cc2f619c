// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/lake_records_reader.h"

#include <algorithm>
#include <set>

#include "fxlake/base/parallel.h"
#include "fxlake/env/clock.h"
#include "fxlake/lake/keys.h"
#include "fxlake/pipeline/run.h"
#include "fxlake/pipeline/run_metrics.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::server {
namespace {

// Accumulates measurements.
class Collector final : public telemetry::Sink {
 public:
  explicit Collector(telemetry::MetricValues& values) : values_(values) {}
  void Take(const telemetry::Sample& sample) override {
    values_.Apply(sample.metric, sample.source, sample.value);
  }
  Result<void> Flush() override { return {}; }

 private:
  telemetry::MetricValues& values_;
};

void Measure(const Json& report, telemetry::MetricValues& into) {
  env::ManualClock clock{Instant()};
  std::vector<std::unique_ptr<telemetry::Sink>> sinks;
  sinks.push_back(std::make_unique<Collector>(into));
  telemetry::Telemetry telemetry(clock, std::move(sinks));
  pipeline::PublishRun(report, telemetry);
}

Json MemberOr(const Json& json, std::string_view key) {
  const auto* member = json.Find(key);
  return member == nullptr ? Json() : *member;
}

// A run in a list: without details.
Json Summary(const std::string& name, const Json& report) {
  auto json = JsonObject({{"name", name},
                          {"status", "UNFINISHED"},
                          {"started", Json()},
                          {"finished", Json()},
                          {"replayed", Json()}});
  Json sources = Json::EmptyArray(), rules, failed;
  if (report.is_object()) {
    for (const auto* key : {"status", "started", "finished", "replayed"})
      json.Set(key, MemberOr(report, key));
    const auto done = MemberOr(report, "sources");
    if (done.is_array()) {
      for (const auto& source : done.array())
        sources.Append(JsonObject({{"source", MemberOr(source, "source")}, {"ok", MemberOr(source, "ok")}}));
    }
    const auto quality = MemberOr(report, "quality");
    rules = MemberOr(quality, "rules");
    failed = MemberOr(quality, "failed");
  }
  json.Set("sources", std::move(sources));
  json.Set("rules", std::move(rules));
  json.Set("rules_failed", std::move(failed));
  return json;
}

Json Quality(const std::string& name, const Json& report) {
  const auto quality = MemberOr(report, "quality");
  if (!quality.is_object()) return {};
  auto json = JsonObject({{"run", name},
                          {"started", MemberOr(report, "started")},
                          {"checked_from_year", MemberOr(report, "checked_from_year")}});
  for (const auto& [key, value] : quality.object()) json.Set(key, value);
  return json;
}

std::vector<std::string> FetchesOf(const Json& report) {
  std::vector<std::string> fetches;
  const auto sources = MemberOr(report, "sources");
  if (!sources.is_array()) return fetches;
  for (const auto& source : sources.array()) {
    auto record = MemberOr(source, "ingest").StringAt("fetch_record");
    if (record) fetches.push_back(*std::move(record));
  }
  return fetches;
}

}  // namespace

Instant LakeRecordsReader::StartOf(const std::string& name) {
  if (const auto known = starts_.find(name); known != starts_.end()) return known->second;
  const auto start = pipeline::StartOf(processed_, name);
  if (start) starts_.emplace(name, *start);
  return start.value_or(Instant());
}

// An unreadable report counts as missing.
RunRecord LakeRecordsReader::ReadRun(const std::string& name, std::optional<Json>& report) const {
  auto read = pipeline::ReadRun(processed_, name);
  if (read) report = *std::move(read);
  const Json& content = report ? *report : Json();
  return {.name = name,
          .is_finished = report.has_value(),
          .summary = Summary(name, content),
          .quality = Quality(name, content),
          .fetches = FetchesOf(content)};
}

Result<void> LakeRecordsReader::ReadRuns(LakeRecords& records) {
  ASSIGN_OR_RETURN(const auto names, processed_.ListFolders("runs/").In("reading the runs"));
  std::vector<std::pair<Instant, std::string>> order;
  for (const auto& name : names) order.emplace_back(StartOf(name), name);
  std::ranges::sort(order, std::greater());
  order.resize(std::min(order.size(), kMostRuns));

  std::vector<std::string> unread;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto known = runs_.find(order[i].second);
    if (known == runs_.end() || (!known->second.is_finished && i < kRecheckedRuns))
      unread.push_back(order[i].second);
  }
  std::vector<std::optional<Json>> reports(unread.size());
  std::vector<RunRecord> read(unread.size());
  RETURN_IF_ERROR(ParallelFor(unread.size(), processed_.ReadsAtOnce(), [&](std::size_t i) {
    read[i] = ReadRun(unread[i], reports[i]);
    return Result<void>();
  }));
  for (std::size_t i = unread.size(); i-- > 0;) {  // oldest first, so that gauges have the last run's value
    if (reports[i]) Measure(*reports[i], measured_);
    runs_[unread[i]] = std::move(read[i]);
  }

  records.run_count = names.size();
  records.runs.clear();
  for (const auto& [start, name] : order) records.runs.push_back(runs_.at(name));
  records.measured = measured_;
  if (runs_.size() > order.size()) {
    std::set<std::string_view> kept;
    for (const auto& [start, name] : order) kept.insert(name);
    std::erase_if(runs_, [&](const auto& entry) { return !kept.contains(entry.first); });
  }
  return {};
}

Result<QuarantinedSource> LakeRecordsReader::ReadQuarantineOf(const std::string& source) {
  QuarantinedSource quarantined{.source = source, .rows = {}};
  ASSIGN_OR_RETURN(auto objects, processed_.List(lake::QuarantineFolder(source)));
  if (objects.size() > kMostQuarantineObjects) {  // keys begin with the time; the newest are kept
    quarantined.is_complete = false;
    objects.erase(objects.begin(), objects.end() - static_cast<std::ptrdiff_t>(kMostQuarantineObjects));
  }
  for (const auto& object : objects) {
    if (object.size > kMostQuarantineBytes) {
      quarantined.is_complete = false;
      continue;
    }
    auto& fetch = quarantine_objects_[object.key];
    if (fetch.size != object.size || fetch.content.record_key.empty()) {
      ASSIGN_OR_RETURN(fetch.content, lake::ReadQuarantinedFetch(processed_, object.key));
      fetch.size = object.size;
      fetch.row_count = fetch.content.rows.size();
      fetch.content.rows.resize(
          std::min(fetch.content.rows.size(), kMostQuarantineRows - quarantined.rows.size()));
    }
    quarantined.count += fetch.row_count;
    for (const auto& row : fetch.content.rows) {
      if (quarantined.rows.size() < kMostQuarantineRows)
        quarantined.rows.emplace_back(fetch.content.record_key, row);
    }
  }
  quarantined.is_complete = quarantined.is_complete && quarantined.rows.size() == quarantined.count;
  return quarantined;
}

Result<void> LakeRecordsReader::ReadQuarantine(LakeRecords& records) {
  ASSIGN_OR_RETURN(const auto sources, lake::QuarantinedSources(processed_).In("reading quarantine"));
  std::vector<QuarantinedSource> quarantine;
  for (const auto& source : sources) {
    ASSIGN_OR_RETURN(auto quarantined, ReadQuarantineOf(source));
    quarantine.push_back(std::move(quarantined));
  }
  records.quarantine = std::move(quarantine);
  return {};
}

std::shared_ptr<const LakeRecords> LakeRecordsReader::Read(std::uint64_t manifest_version) {
  if (manifest_version != manifest_version_) quarantine_objects_.clear();
  manifest_version_ = manifest_version;
  auto records = std::make_shared<LakeRecords>(*last_);
  const auto runs = ReadRuns(*records);
  records->runs_error = runs ? std::nullopt : std::optional(runs.error());
  const auto quarantine = ReadQuarantine(*records);
  records->quarantine_error = quarantine ? std::nullopt : std::optional(quarantine.error());
  if (*records == *last_) return last_;
  last_ = std::move(records);
  return last_;
}

}  // namespace fxlake::server
