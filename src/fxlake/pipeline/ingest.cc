// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/ingest.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/lake/manifest.h"
#include "fxlake/lake/quarantine.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/pipeline/conditional_http_client.h"
#include "fxlake/sources/request/fetch.h"

namespace fxlake::pipeline {
namespace {

Result<sources::RequestedRange> RangeToFetch(const lake::Lake& lake, const sources::Spec& spec, Date today,
                                             const IngestOptions& options) {
  sources::RequestedRange range{.from = spec.first_day, .to = options.to.value_or(today), .today = today};
  if (options.from) {
    range.from = std::max(*options.from, spec.first_day);
  } else {
    ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
    const auto known = manifest.sources.find(spec.name);
    if (known != manifest.sources.end() && known->second.watermark) {
      // A rate dated in the future must not delay fetching earlier days.
      const auto newest = std::min(*known->second.watermark, today);
      range.from = std::max(spec.first_day, newest - spec.revision_window_days);
    }
  }
  if (range.from > range.to) {
    return InvalidInput(fmt::format("nothing to fetch from {}: the range from {} to {} is empty", spec.name,
                                    range.from.ToString(), range.to.ToString()));
  }
  return range;
}

std::string WhyNothingNew(const rates::Calendar& calendar, Date today) {
  if (calendar.IsPublicationDay(today)) return "the response is the same as before";
  return fmt::format("{} is not a publication day ({} calendar); the last one was {}", today.ToString(),
                     calendar.name(), calendar.Previous(today).ToString());
}

// A fetch in a sealed month (because of a wrong clock then or now) reopens the month, so that the next
// transform sees the fetch.
Result<void> OpenMonthOf(const lake::Lake& lake, const lake::Fetch& fetch) {
  constexpr int kAttempts = 10;
  const auto month = lake::MonthOf(fetch.recorded_at);
  Result<lake::Manifest> committed = lake::Manifest();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
    const auto known = manifest.sources.find(fetch.source);
    if (known == manifest.sources.end() || !known->second.sealed_months.contains(month)) return {};
    auto state = known->second;
    state.sealed_months.erase(month);
    ASSIGN_OR_RETURN(const auto records, lake::RawZone(lake.raw).Records(fetch.source, state.sealed_months));
    for (const auto& record : records) {
      if (record != fetch.key && known->second.HasSeen(record)) state.records.insert(record);
    }
    committed = lake::Commit(lake.processed, manifest, {{fetch.source, state}});
    if (committed || committed.error().kind() != ErrorKind::conflict) break;
  }
  if (!committed) return committed.error();
  return {};
}

// Fetches that the manifest has not seen: this one, and those of runs that ended before they could transform
// them.
Result<void> CountPending(const lake::Lake& lake, IngestOutcome& outcome) {
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  const auto known = manifest.sources.find(outcome.source);
  const auto state = known == manifest.sources.end() ? lake::SourceState() : known->second;
  outcome.watermark = state.watermark;
  ASSIGN_OR_RETURN(const auto records, lake::RawZone(lake.raw).Records(outcome.source, state.sealed_months));
  outcome.pending_fetches = static_cast<std::size_t>(
      std::ranges::count_if(records, [&](const std::string& record) { return !state.HasSeen(record); }));
  return {};
}

// "Nothing new" is reported only if the existing fetch could be read.
Result<void> CheckReadable(const lake::Lake& lake, const lake::Fetch& fetch) {
  ASSIGN_OR_RETURN(const auto rejected, lake::ReadRejected(lake.processed, fetch.source, fetch.key));
  for (const auto& row : rejected) {
    if (row.is_whole_body())
      return InvalidInput("the response is the same one that could not be read before: " + row.reason);
  }
  return {};
}

// Whether rows that were dated too late when the same bytes were fetched before are acceptable now.
Result<bool> HasRowsThatCameDue(const lake::Lake& lake, const lake::Fetch& fetch, Date newest_possible) {
  ASSIGN_OR_RETURN(const auto rejected, lake::ReadRejected(lake.processed, fetch.source, fetch.key));
  return std::ranges::any_of(rejected, [&](const lake::RejectedRow& row) {
    return row.kind == lake::RejectionKind::future && row.observation &&
           row.observation->date <= newest_possible;
  });
}

}  // namespace

Json IngestOutcome::ToJson() const {
  return JsonObject({{"source", source},
                     {"source_status", source_status},
                     {"from", from.ToString()},
                     {"to", to.ToString()},
                     {"bodies", bodies},
                     {"bytes", bytes},
                     {"new_data", pending_fetches > 0},
                     {"kept", kept},
                     {"fetch_record", record_key},
                     {"pending_fetches", pending_fetches},
                     {"watermark", watermark ? Json(watermark->ToString()) : Json()},
                     {"expected_last", expected_last.ToString()},
                     {"note", note}});
}

Result<void> CheckVerified(const sources::Spec& spec, bool unverified) {
  if (spec.status != sources::SourceStatus::unverified || unverified) return {};
  return InvalidInput(fmt::format(
      "the source {} is unverified: it was never verified on real responses; to run it anyway, use "
      "--unverified (in the input of an execution \"unverified\": true)",
      spec.name));
}

Result<IngestOutcome> Ingest(const lake::Lake& lake, const sources::Spec& spec, env::HttpClient& http,
                             env::Clock& clock, const IngestOptions& options) {
  RETURN_IF_ERROR(CheckVerified(spec, options.unverified));
  const auto today = clock.Today();
  ASSIGN_OR_RETURN(const auto range, RangeToFetch(lake, spec, today, options));
  lake::RawZone raw(lake.raw);
  ASSIGN_OR_RETURN(auto last_fetch, options.replayed ? Result<std::optional<lake::Fetch>>(std::nullopt)
                                                     : raw.Newest(spec.name));
  ConditionalHttpClient conditional(http, raw, std::move(last_fetch));
  ASSIGN_OR_RETURN(auto bodies, sources::Fetch(conditional, spec, options.parameters, range));
  IngestOutcome outcome{.source = spec.name,
                        .source_status = std::string(spec.status_name()),
                        .from = range.from,
                        .to = range.to,
                        .bodies = bodies.size()};
  for (const auto& body : bodies) outcome.bytes += body.bytes.size();
  outcome.expected_last = spec.calendar.Previous(today);
  const auto recorded_at =
      options.replayed || options.machine_clock == nullptr ? clock.Now() : options.machine_clock->Now();
  const auto keep_same = [&](const lake::Fetch& newest) {
    return HasRowsThatCameDue(lake, newest, spec.NewestPossible(recorded_at));
  };
  ASSIGN_OR_RETURN(const auto kept,
                   raw.Keep(spec.name, recorded_at, options.replayed, std::move(bodies), keep_same));
  outcome.kept = kept.is_new;
  if (kept.is_new) {
    outcome.record_key = kept.fetch.key;
    RETURN_IF_ERROR(OpenMonthOf(lake, kept.fetch));
  } else {
    RETURN_IF_ERROR(CheckReadable(lake, kept.fetch));
    outcome.note = WhyNothingNew(spec.calendar, today);
  }
  RETURN_IF_ERROR(CountPending(lake, outcome));
  return outcome;
}

}  // namespace fxlake::pipeline
