// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <span>

#include "fxlake/pipeline/run.h"
#include "fxlake/pipeline/run_history.h"
#include "fxlake/pipeline/state_spans.h"
#include "fxlake/server/api/api.h"
#include "fxlake/server/api/api_query.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 2> kPageKnown = {"limit", "offset"};
constexpr std::array<std::string_view, 2> kQuarantineKnown = {"source", "limit"};
constexpr std::int64_t kMost = 10'000, kUsual = 50, kUsualRows = 1'000;

// The runs that `limit` and `offset` select, newest first.
Result<std::span<const RunRecord>> PageOf(const LakeRecords& records, const Request& request) {
  RETURN_IF_ERROR(CheckParameters(request, kPageKnown));
  ASSIGN_OR_RETURN(const auto limit, CountParameter(request, "limit", kMost));
  ASSIGN_OR_RETURN(const auto offset, CountParameter(request, "offset", INT64_MAX));
  if (records.runs_error) return *records.runs_error;
  const std::span runs(records.runs);
  const auto page = runs.subspan(std::min(runs.size(), static_cast<std::size_t>(offset.value_or(0))));
  return page.first(std::min(page.size(), static_cast<std::size_t>(limit.value_or(kUsual))));
}

}  // namespace

Result<Response> AnswerRuns(const Request& request, const View& view, const ServerContext& /*context*/) {
  const auto& records = *view.snapshot->records;
  ASSIGN_OR_RETURN(const auto page, PageOf(records, request));
  Json list = Json::EmptyArray();
  for (const auto& run : page) list.Append(run.summary);
  return JsonResponse(JsonObject({{"count", records.run_count}, {"runs", std::move(list)}}));
}

Result<Response> AnswerRun(const std::string& name, const ServerContext& context) {
  Json report;
  auto read = pipeline::ReadRun(context.lake.processed, name);
  if (read) {
    report = *std::move(read);
  } else if (read.error().kind() != ErrorKind::not_found) {
    return read.error();
  }
  ASSIGN_OR_RETURN(auto events, pipeline::ReadHistory(context.lake.processed, name));
  if (report.is_null() && events.empty()) return NotFound("there is no run with that name");
  Json states = Json::EmptyArray();
  for (const auto& span : pipeline::StatesOf(events)) states.Append(pipeline::ToJson(span));
  return JsonResponse(JsonObject({{"name", name},
                                  {"report", std::move(report)},
                                  {"states", std::move(states)},
                                  {"history", Json(std::move(events))}}));
}

Result<Response> AnswerQuality(const Request& request, const View& view, const ServerContext& /*context*/) {
  const auto& records = *view.snapshot->records;
  ASSIGN_OR_RETURN(const auto page, PageOf(records, request));
  Json latest, history = Json::EmptyArray();
  for (const auto& run : page) {
    if (run.quality.is_null()) continue;
    if (latest.is_null()) latest = run.quality;
    Json checked;
    for (const auto* key : {"run", "started", "passed", "rules", "failed", "errors", "verdicts"}) {
      const auto* member = run.quality.Find(key);
      checked.Set(key, member == nullptr ? Json() : *member);
    }
    history.Append(std::move(checked));
  }
  return JsonResponse(JsonObject(
      {{"count", records.run_count}, {"latest", std::move(latest)}, {"history", std::move(history)}}));
}

Result<Response> AnswerQuarantine(const Request& request, const View& view,
                                  const ServerContext& /*context*/) {
  RETURN_IF_ERROR(CheckParameters(request, kQuarantineKnown));
  ASSIGN_OR_RETURN(const auto limit, CountParameter(request, "limit", kMost));
  const auto& records = *view.snapshot->records;
  if (records.quarantine_error) return *records.quarantine_error;
  const auto* wanted = request.Find("source");
  const auto most = static_cast<std::size_t>(limit.value_or(kUsualRows));
  Json rows = Json::EmptyArray();
  std::uint64_t count = 0;
  bool is_complete = true;
  for (const auto& quarantined : records.quarantine) {
    if (wanted != nullptr && *wanted != quarantined.source) continue;
    count += quarantined.count;
    is_complete = is_complete && quarantined.is_complete;
    for (const auto& [record, row] : quarantined.rows) {
      if (rows.array().size() == most) break;
      rows.Append(JsonObject({{"source", quarantined.source},
                              {"fetch_record", record},
                              {"raw_object", row.raw_object},
                              {"where", row.where},
                              {"cells", row.cells},
                              {"reason", row.reason}}));
    }
  }
  return JsonResponse(JsonObject({{"count", count}, {"complete", is_complete}, {"rows", std::move(rows)}}));
}

}  // namespace fxlake::server
