// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "fxlake/base/text.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/cli/verified_lake.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/lake/quarantine.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/pipeline/missing_days.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {
namespace {

struct SourceStatus {
  std::string name;
  std::string source_status;  // verified, unverified, unstated; "": unknown source
  std::optional<Date> watermark;
  std::uint64_t rows = 0, revisions = 0, partitions = 0, fetches = 0, quarantined = 0;
  // in publication days; unset: unknown source, or no rate yet
  std::optional<std::size_t> days_behind;
};

Result<SourceStatus> StatusOf(const std::string& name, const lake::Lake& lake, const lake::Manifest& manifest,
                              const sources::Catalog& catalog, Instant now) {
  SourceStatus status{.name = name};
  if (const auto known = manifest.sources.find(name); known != manifest.sources.end()) {
    status.watermark = known->second.watermark;
    status.partitions = known->second.partitions.size();
    for (const auto& [id, info] : known->second.partitions)
      (id.table == lake::Table::exchange_rates ? status.rows : status.revisions) += info.rows;
  }
  ASSIGN_OR_RETURN(const auto records, lake::RawZone(lake.raw).Records(name, {}));
  status.fetches = records.size();
  ASSIGN_OR_RETURN(const auto quarantine, lake::ReadQuarantine(lake.processed, name));
  for (const auto& fetch : quarantine) status.quarantined += fetch.rows.size();
  const auto spec = catalog.Find(name);
  if (spec) status.source_status = (*spec)->status_name();
  if (spec && status.watermark) {
    const auto newest = pipeline::NewestExpected(**spec, now);
    status.days_behind = *status.watermark < newest
                             ? (*spec)->calendar.PublicationDays(*status.watermark + 1, newest).size()
                             : 0;
  }
  return status;
}

Result<std::vector<SourceStatus>> AllStatus(Session& session, const lake::Lake& lake,
                                            const lake::Manifest& manifest) {
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto fetched, lake::RawZone(lake.raw).Sources());
  std::set<std::string> names(fetched.begin(), fetched.end());
  for (const auto& [name, state] : manifest.sources) names.insert(name);
  std::vector<SourceStatus> all;
  for (const auto& name : names) {
    ASSIGN_OR_RETURN(auto status, StatusOf(name, lake, manifest, *catalog, clock->Now()));
    all.push_back(std::move(status));
  }
  return all;
}

std::string Behind(const SourceStatus& status) {
  if (!status.days_behind) return "";
  if (*status.days_behind == 0) return "up to date";
  return Counted(static_cast<std::uint64_t>(*status.days_behind), "publication day");
}

query::Table TableOf(const std::vector<SourceStatus>& all) {
  using query::ValueKind;
  query::Table table;
  table.columns = {{"source", ""}, {"watermark", ""}, {"behind", ""}};
  for (const auto* name : {"rates", "revisions", "partitions", "fetches", "quarantined"})
    table.columns.push_back({name, "", ValueKind::integer});
  for (const auto& status : all) {
    table.rows.push_back({status.name,
                          status.watermark ? std::optional(status.watermark->ToString()) : std::nullopt,
                          Behind(status), Grouped(status.rows), Grouped(status.revisions),
                          Grouped(status.partitions), Grouped(status.fetches), Grouped(status.quarantined)});
  }
  return table;
}

Json ToJson(const std::vector<SourceStatus>& all) {
  Json list = Json::EmptyArray();
  for (const auto& status : all) {
    list.Append(
        JsonObject({{"source", status.name},
                    {"source_status", status.source_status.empty() ? Json() : Json(status.source_status)},
                    {"watermark", status.watermark ? Json(status.watermark->ToString()) : Json()},
                    {"publication_days_behind", status.days_behind ? Json(*status.days_behind) : Json()},
                    {"rates", status.rows},
                    {"revisions", status.revisions},
                    {"partitions", status.partitions},
                    {"fetches", status.fetches},
                    {"quarantined", status.quarantined}}));
  }
  return list;
}

// The summary of the newest run's report, or null.
Result<Json> LastRun(const lake::Lake& lake) {
  ASSIGN_OR_RETURN(const auto runs, pipeline::ListRuns(lake.processed));
  if (runs.empty()) return Json();
  const auto& last = runs.front();
  auto json = JsonObject({{"name", last.name}, {"status", "UNFINISHED"}, {"started", Json()}});
  if (last.report) {
    json.Set("status", last.report->StringAt("status").value_or(""));
    json.Set("started", last.report->StringAt("started").value_or(""));
  }
  return json;
}

Result<int> Status(Session& session) {
  RETURN_IF_ERROR(CheckLakeExists(session));
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  ASSIGN_OR_RETURN(const auto all, AllStatus(session, lake, manifest));
  ASSIGN_OR_RETURN(const auto last, LastRun(lake));
  if (session.json()) {
    session.PrintJson(JsonObject({{"lake", session.options().lake},
                                  {"manifest_version", manifest.version},
                                  {"sources", ToJson(all)},
                                  {"last_run", last}}));
    return kSuccess;
  }
  session.Print(fmt::format("lake {}, manifest version {}\n", session.options().lake, manifest.version));
  if (all.empty()) {
    session.Print("nothing was fetched yet; run \"fxlake run\" to fetch\n");
  } else {
    session.Print("\n");
    RETURN_IF_ERROR(PrintTable(session, TableOf(all)));
  }
  std::string unverified;
  for (const auto& status : all) {
    if (status.source_status == "unverified") unverified += (unverified.empty() ? "" : ", ") + status.name;
  }
  if (!unverified.empty())
    session.Print(
        fmt::format("\n"
                    "unverified (never verified on real responses): {}\n",
                    unverified));
  if (!last.is_null())
    session.Print(
        fmt::format("\nlast run {}: {}\n", last.Find("name")->string(), last.Find("status")->string()));
  return kSuccess;
}

}  // namespace

Command StatusCommand() {
  return {"status", "Show the rates, revisions and watermark of each source in the lake",
          "The column \"behind\" counts days of the source's own calendar: on Easter Monday the rates of "
          "Maundy Thursday are up to date. Rates count as due from the hour at which the source "
          "publishes.\n"
          "\n"
          "Examples:\n"
          "  fxlake status\n"
          "  fxlake status --json",
          [](Arguments&) -> Action { return Status; }};
}

}  // namespace fxlake::cli
