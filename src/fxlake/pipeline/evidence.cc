// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "fxlake/base/sha256.h"
#include "fxlake/lake/committed.h"
#include "fxlake/lake/lake_series.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/pipeline/run.h"
#include "fxlake/telemetry/audit_verify.h"

namespace fxlake::pipeline {
namespace {

using rates::CurrencyCode;
using rates::LegKind;

// The name of the run that made a fetch; null when no report names it.
Result<Json> RunOf(const std::string& record_key, env::ObjectStore& processed) {
  ASSIGN_OR_RETURN(const auto names, processed.ListFolders("runs/"));
  for (const auto& name : names) {
    const auto report = ReadRun(processed, name);
    const auto* sources = report ? report->Find("sources") : nullptr;
    if (sources == nullptr || !sources->is_array()) continue;
    for (const auto& source : sources->array()) {
      const auto* ingest = source.Find("ingest");
      if (ingest == nullptr || ingest->StringAt("fetch_record").value_or("") != record_key) continue;
      return JsonObject({{"name", name},
                         {"status", report->StringAt("status").value_or("")},
                         {"started", report->StringAt("started").value_or("")},
                         {"report", lake::RunReportKey(name)}});
    }
  }
  return Json();
}

// Whether the line is part of the chain: its hash matches its bytes, and its neighbors' hashes link to it.
bool HangsTogether(const std::vector<telemetry::AuditLine>& lines, std::size_t at) {
  const auto& line = lines[at];
  if (telemetry::HashOfAuditLine(line.text) != line.entry->hash) return false;
  const auto before =
      at == 0 || !lines[at - 1].entry ? std::string(telemetry::kNoHash) : lines[at - 1].entry->hash;
  const bool after =
      at + 1 == lines.size() || (lines[at + 1].entry && lines[at + 1].entry->previous == line.entry->hash);
  return line.entry->previous == before && after;
}

// The first journal entry that names the object; null when there is none.
Json JournalOf(const std::string& key, const std::vector<telemetry::AuditLine>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& entry = lines[i].entry;
    const auto* const object =
        entry ? std::to_address(std::ranges::find(entry->objects, key, &telemetry::AuditObject::key))
              : nullptr;
    if (object == nullptr || object == std::to_address(entry->objects.end())) continue;
    return JsonObject({{"entry", entry->sequence},
                       {"file", lines[i].file},
                       {"line", lines[i].number},
                       {"at", entry->at.ToString()},
                       {"principal", entry->principal},
                       {"command", entry->command},
                       {"execution", entry->execution},
                       {"object_sha256", object->sha256},
                       {"previous", entry->previous},
                       {"hash", entry->hash},
                       {"chain", HangsTogether(lines, i) ? "unbroken" : "BROKEN"}});
  }
  return Json();
}

// The superseded values of a key, oldest first.
Result<Json> RevisionsOf(env::ObjectStore& processed, const EvidenceRequest& request, rates::Pair pair,
                         Date day) {
  Json revisions = Json::EmptyArray();
  const auto& partitions = request.manifest.sources.at(request.source).partitions;
  const auto found = partitions.find({lake::Table::exchange_rates_revisions, day.year()});
  if (found == partitions.end()) return revisions;
  ASSIGN_OR_RETURN(const auto bytes,
                   lake::ReadPartition(processed, request.source, found->first, found->second));
  ASSIGN_OR_RETURN(const auto rows, lake::DecodePartition(found->first.table, bytes));
  for (const auto& row : rows.rows) {
    if (row.day != day.days() || row.base != pair.base().packed() || row.target != pair.target().packed())
      continue;
    const auto& origin = rows.origins[row.origin];
    revisions.Append(JsonObject({{"rate", Decimal::FromUnits(row.rate).ToString()},
                                 {"recorded_at", origin.recorded_at.ToString()},
                                 {"superseded_at", Instant::FromMicros(row.superseded_at).ToString()},
                                 {"raw_object", origin.raw_object}}));
  }
  return revisions;
}

struct Gathered {
  Json checks = Json::EmptyArray();
  std::vector<std::string> commands = {};

  void Add(const std::string& what, const std::string& command, const std::string& expected) {
    if (std::ranges::find(commands, command) != commands.end()) return;
    commands.push_back(command);
    checks.Append(JsonObject({{"what", what}, {"command", command}, {"expected", expected}}));
  }
};

void AddChecks(const lake::Fetch& fetch, const lake::RawBody& body, const std::string& record_sha256,
               const Json& journal, const rates::Leg& leg, std::string_view bytes, Gathered& gathered) {
  gathered.Add("the raw object is unchanged",
               fmt::format("echo '{}  {}' | sha256sum -c -", body.sha256, body.key), body.key + ": OK");
  gathered.Add("the fetch record, which has the URL, time and hash, is unchanged",
               fmt::format("echo '{}  {}' | sha256sum -c -", record_sha256, fetch.key), fetch.key + ": OK");
  const auto digits = leg.rate.ToString();
  if (body.key.ends_with(".zip")) {
    gathered.Add("the raw object contains the published digits",
                 fmt::format("unzip -p '{}' | grep -m 1 -o -F -e '{}' | head -n 1", body.key, digits),
                 digits);
  } else if (bytes.contains(digits)) {
    gathered.Add("the raw object contains the published digits",
                 fmt::format("grep -m 1 -o -a -F -e '{}' '{}' | head -n 1", digits, body.key), digits);
  }
  if (journal.is_null()) return;
  const auto file = journal.StringAt("file").value_or("");
  const auto line = journal.Int64At("line").value_or(0);
  const auto hash = journal.StringAt("hash").value_or("");
  gathered.Add("the journal entry is unchanged: its hash matches its line",
               fmt::format("sed -n '{}p' '{}' | sed 's/,\"hash\":\"[0-9a-f]*\"}}$/}}/' | tr -d '\\n' | "
                           "sha256sum | cut -c 1-64",
                           line, file),
               hash);
  gathered.Add("the journal entry has the raw object and its hash",
               fmt::format("sed -n '{}p' '{}' | grep -c -F -e '{}'", line, file, body.sha256), "1");
}

Result<Json> PublishedToJson(const lake::Lake& lake, const EvidenceRequest& request,
                             const lake::LakeSeries& series, const rates::Leg& leg,
                             const std::vector<telemetry::AuditLine>& lines, Gathered& gathered) {
  ASSIGN_OR_RETURN(const auto walked, rates::Pair::Make(leg.from, leg.to));
  const auto pair = leg.operation == rates::Operation::multiply ? walked : walked.Inverse();
  const auto* origin = series.FindOrigin(pair, leg.date);
  if (origin == nullptr) return Internal("a rate has no raw object: " + leg.ToString());
  ASSIGN_OR_RETURN(const auto found, lake::RawZone(lake.raw).FindFetch(request.source, *origin));
  if (!found) return Corrupt("there is no fetch record of " + origin->raw_object);
  const auto& fetch = *found;
  const auto& body = *std::ranges::find(fetch.bodies, origin->raw_object, &lake::RawBody::key);
  ASSIGN_OR_RETURN(const auto bytes, lake::RawZone(lake.raw).ReadBody(body));
  ASSIGN_OR_RETURN(const auto record, lake.raw.Get(fetch.key));
  const auto record_sha256 = Sha256Hex(record.bytes);
  const auto journal = JournalOf(body.key, lines);
  ASSIGN_OR_RETURN(auto run, RunOf(fetch.key, lake.processed));
  ASSIGN_OR_RETURN(auto revisions, RevisionsOf(lake.processed, request, pair, leg.date));
  AddChecks(fetch, body, record_sha256, journal, leg, bytes, gathered);
  return JsonObject({{"base", pair.base().ToString()},
                     {"target", pair.target().ToString()},
                     {"raw_object", JsonObject({{"key", body.key},
                                                {"sha256", body.sha256},
                                                {"bytes", body.size},
                                                {"url", body.request.url},
                                                {"method", body.request.method},
                                                {"content_type", body.request.content_type},
                                                {"recorded_at", fetch.recorded_at.ToString()},
                                                {"replayed", fetch.replayed}})},
                     {"fetch_record", JsonObject({{"key", fetch.key}, {"sha256", record_sha256}})},
                     {"run", std::move(run)},
                     {"journal", journal},
                     {"revisions", std::move(revisions)}});
}

std::string_view NameOf(LegKind kind) {
  constexpr std::string_view kNames[] = {"published", "fixed_euro_rate", "redenomination"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace

Result<Json> MakeEvidence(const lake::Lake& lake, const EvidenceRequest& request) {
  const auto& quote = request.quote;
  ASSIGN_OR_RETURN(const auto lines, telemetry::ReadAuditLines(lake.processed));
  Gathered gathered;
  Json legs = Json::EmptyArray();
  for (const auto& leg : quote.legs) {
    auto json =
        JsonObject({{"step", leg.ToString()},
                    {"kind", NameOf(leg.kind)},
                    {"operation", leg.operation == rates::Operation::multiply ? "multiply" : "divide"},
                    {"rate", leg.rate.ToString()},
                    {"date", leg.date.ToString()}});
    if (leg.kind == LegKind::published) {
      ASSIGN_OR_RETURN(
          const auto series,
          lake::LakeSeries::Load(
              lake.processed, request.manifest,
              {.source = request.source, .first = leg.date, .last = leg.date, .as_of = request.as_of}));
      ASSIGN_OR_RETURN(const auto published, PublishedToJson(lake, request, series, leg, lines, gathered));
      for (const auto& [key, value] : published.object()) json.Set(key, value);
    }
    legs.Append(std::move(json));
  }
  return JsonObject({{"format", 1},
                     {"base", quote.base.ToString()},
                     {"target", quote.target.ToString()},
                     {"date", quote.date.ToString()},
                     {"rate", quote.rate.ToString()},
                     {"rate_date", quote.day.ToString()},
                     {"derivation", quote.derivation},
                     {"rule", fmt::format("{}: {}", rates::NameOf(request.route.look_up.look_up),
                                          request.route.look_up.Describe(quote.date))},
                     {"source", request.source},
                     {"as_of", request.as_of ? Json(request.as_of->ToString()) : Json()},
                     {"lake", lake.processed.Describe()},
                     {"manifest_version", request.manifest.version},
                     {"legs", std::move(legs)},
                     {"checks", std::move(gathered.checks)}});
}

}  // namespace fxlake::pipeline
