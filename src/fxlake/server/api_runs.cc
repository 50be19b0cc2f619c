// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/lake/quarantine.h"
#include "fxlake/pipeline/run.h"
#include "fxlake/server/api.h"
#include "fxlake/server/api_query.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 1> kLimitOnly = {"limit"};
constexpr std::array<std::string_view, 2> kQuarantineKnown = {"source", "limit"};
constexpr std::int64_t kMost = 10'000, kUsual = 50, kUsualRows = 1'000;

Result<std::vector<std::string>> NewestRuns(env::ObjectStore& processed, std::int64_t limit, std::size_t& count) {
  ASSIGN_OR_RETURN(auto names, processed.ListFolders("runs/"));
  count = names.size();
  std::ranges::sort(names, std::greater());
  names.resize(std::min(names.size(), static_cast<std::size_t>(limit)));
  return names;
}

Json MemberOr(const Json& json, std::string_view key) {
  const auto* member = json.Find(key);
  return member == nullptr ? Json() : *member;
}

// A run in a list: without what it did in detail.
Json Summary(const std::string& name, const Result<Json>& report) {
  auto json = JsonObject({{"name", name}, {"status", "UNFINISHED"}, {"started", Json()}, {"finished", Json()}, {"replayed", Json()}});
  Json sources = Json::EmptyArray();
  Json rules, failed;
  if (report) {
    for (const auto* key : {"status", "started", "finished", "replayed"}) json.Set(key, MemberOr(*report, key));
    const auto* done = report->Find("sources");
    if (done != nullptr && done->is_array()) {
      for (const auto& source : done->array())
        sources.Append(JsonObject({{"source", MemberOr(source, "source")}, {"ok", MemberOr(source, "ok")}}));
    }
    if (const auto* quality = report->Find("quality")) {
      rules = MemberOr(*quality, "rules");
      failed = MemberOr(*quality, "failed");
    }
  }
  json.Set("sources", std::move(sources));
  json.Set("rules", std::move(rules));
  json.Set("rules_failed", std::move(failed));
  return json;
}

// The events of a run's state machine: one JSON value a line.
Result<Json> HistoryOf(const std::string& name, env::ObjectStore& processed) {
  Json events = Json::EmptyArray();
  for (const auto* file : {"history.ndjson", "history.jsonl"}) {
    const auto text = processed.GetRange(lake::RunFolder(name) + file, {0, UINT64_MAX});
    if (!text && text.error().kind() == ErrorKind::not_found) continue;
    if (!text) return text.error();
    std::string_view rest = *text;
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      const auto event = Json::Parse(rest.substr(0, end));
      if (event) events.Append(*event);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return events;
  }
  const auto whole = processed.GetRange(lake::RunFolder(name) + "history.json", {0, UINT64_MAX});
  if (!whole) return events;
  ASSIGN_OR_RETURN(const auto json, Json::Parse(*whole));
  return json.is_array() ? json : json.Find("events") != nullptr ? *json.Find("events") : events;
}

}  // namespace

Result<Response> AnswerRuns(const Request& request, const View& /*view*/, const Site& site) {
  RETURN_IF_ERROR(CheckParameters(request, kLimitOnly));
  ASSIGN_OR_RETURN(const auto limit, CountParameter(request, "limit", kMost));
  std::size_t count = 0;
  ASSIGN_OR_RETURN(const auto names, NewestRuns(site.lake.processed, limit.value_or(kUsual), count));
  Json list = Json::EmptyArray();
  for (const auto& name : names) list.Append(Summary(name, pipeline::ReadRun(site.lake.processed, name)));
  return JsonResponse(JsonObject({{"count", count}, {"runs", std::move(list)}}));
}

Result<Response> AnswerRun(const std::string& name, const Site& site) {
  auto report = pipeline::ReadRun(site.lake.processed, name);
  if (!report) {
    if (report.error().kind() != ErrorKind::not_found) return report.error();
    return NotFound("there is no run of that name, or it has no report: it is under way, or was killed");
  }
  ASSIGN_OR_RETURN(auto history, HistoryOf(name, site.lake.processed));
  return JsonResponse(JsonObject({{"name", name}, {"report", *std::move(report)}, {"history", std::move(history)}}));
}

Result<Response> AnswerQuality(const Request& request, const View& /*view*/, const Site& site) {
  RETURN_IF_ERROR(CheckParameters(request, kLimitOnly));
  ASSIGN_OR_RETURN(const auto limit, CountParameter(request, "limit", kMost));
  std::size_t count = 0;
  ASSIGN_OR_RETURN(const auto names, NewestRuns(site.lake.processed, limit.value_or(kUsual), count));
  Json latest, history = Json::EmptyArray();
  for (const auto& name : names) {
    const auto report = pipeline::ReadRun(site.lake.processed, name);
    const auto* quality = report ? report->Find("quality") : nullptr;
    if (quality == nullptr) continue;
    if (latest.is_null()) {
      latest = JsonObject(
          {{"run", name}, {"started", MemberOr(*report, "started")}, {"checked_from_year", MemberOr(*report, "checked_from_year")}});
      for (const auto& [key, value] : quality->object()) latest.Set(key, value);
    }
    history.Append(JsonObject({{"run", name},
                               {"started", MemberOr(*report, "started")},
                               {"passed", MemberOr(*quality, "passed")},
                               {"rules", MemberOr(*quality, "rules")},
                               {"failed", MemberOr(*quality, "failed")},
                               {"errors", MemberOr(*quality, "errors")},
                               {"verdicts", MemberOr(*quality, "verdicts")}}));
  }
  return JsonResponse(JsonObject({{"latest", std::move(latest)}, {"history", std::move(history)}}));
}

Result<Response> AnswerQuarantine(const Request& request, const View& /*view*/, const Site& site) {
  RETURN_IF_ERROR(CheckParameters(request, kQuarantineKnown));
  ASSIGN_OR_RETURN(const auto limit, CountParameter(request, "limit", kMost));
  ASSIGN_OR_RETURN(const auto sources, lake::QuarantinedSources(site.lake.processed));
  const auto* wanted = request.Find("source");
  Json rows = Json::EmptyArray();
  std::int64_t count = 0;
  for (const auto& source : sources) {
    if (wanted != nullptr && *wanted != source) continue;
    ASSIGN_OR_RETURN(const auto visits, lake::ReadQuarantine(site.lake.processed, source));
    for (const auto& visit : visits) {
      for (const auto& row : visit.rows) {
        if (++count > limit.value_or(kUsualRows)) continue;
        rows.Append(JsonObject({{"source", source},
                                {"record", visit.record_key},
                                {"raw_object", row.raw_object},
                                {"where", row.where},
                                {"cells", row.cells},
                                {"reason", row.reason}}));
      }
    }
  }
  return JsonResponse(JsonObject({{"count", count}, {"rows", std::move(rows)}}));
}

}  // namespace fxlake::server
