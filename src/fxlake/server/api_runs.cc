// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/lake/quarantine.h"
#include "fxlake/pipeline/run.h"
#include "fxlake/pipeline/run_history.h"
#include "fxlake/pipeline/state_spans.h"
#include "fxlake/server/api.h"
#include "fxlake/server/api_query.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 2> kPageKnown = {"limit", "offset"};
constexpr std::array<std::string_view, 2> kQuarantineKnown = {"source", "limit"};
constexpr std::int64_t kMost = 10'000, kUsual = 50, kUsualRows = 1'000;

// A page of a lake's runs, newest first, as `limit` and `offset` say.
struct RunPage {
  std::size_t count = 0;  // of all runs
  std::vector<std::string> names;
};

Result<RunPage> ReadRunPage(const Request& request, const Site& site) {
  RETURN_IF_ERROR(CheckParameters(request, kPageKnown));
  ASSIGN_OR_RETURN(const auto limit, CountParameter(request, "limit", kMost));
  ASSIGN_OR_RETURN(const auto offset, CountParameter(request, "offset", INT64_MAX));
  ASSIGN_OR_RETURN(auto names, site.runs.NewestFirst());
  RunPage page{.count = names.size(), .names = {}};
  const auto first = std::min(names.size(), static_cast<std::size_t>(offset.value_or(0)));
  const auto last = std::min(names.size() - first, static_cast<std::size_t>(limit.value_or(kUsual))) + first;
  page.names.assign(names.begin() + static_cast<std::ptrdiff_t>(first), names.begin() + static_cast<std::ptrdiff_t>(last));
  return page;
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

}  // namespace

Result<Response> AnswerRuns(const Request& request, const View& /*view*/, const Site& site) {
  ASSIGN_OR_RETURN(const auto page, ReadRunPage(request, site));
  Json list = Json::EmptyArray();
  for (const auto& name : page.names) list.Append(Summary(name, pipeline::ReadRun(site.lake.processed, name)));
  return JsonResponse(JsonObject({{"count", page.count}, {"runs", std::move(list)}}));
}

Result<Response> AnswerRun(const std::string& name, const Site& site) {
  Json report;
  auto read = pipeline::ReadRun(site.lake.processed, name);
  if (read) {
    report = *std::move(read);
  } else if (read.error().kind() != ErrorKind::not_found) {
    return read.error();
  }
  ASSIGN_OR_RETURN(auto events, pipeline::ReadHistory(site.lake.processed, name));
  if (report.is_null() && events.empty()) return NotFound("there is no run of that name");
  Json states = Json::EmptyArray();
  for (const auto& span : pipeline::StatesOf(events)) states.Append(pipeline::ToJson(span));
  return JsonResponse(
      JsonObject({{"name", name}, {"report", std::move(report)}, {"states", std::move(states)}, {"history", Json(std::move(events))}}));
}

Result<Response> AnswerQuality(const Request& request, const View& /*view*/, const Site& site) {
  ASSIGN_OR_RETURN(const auto page, ReadRunPage(request, site));
  Json latest, history = Json::EmptyArray();
  for (const auto& name : page.names) {
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
  return JsonResponse(JsonObject({{"count", page.count}, {"latest", std::move(latest)}, {"history", std::move(history)}}));
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
