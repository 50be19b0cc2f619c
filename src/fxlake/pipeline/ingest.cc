// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/ingest.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/lake/manifest.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/fetch.h"

namespace fxlake::pipeline {
namespace {

Result<sources::AskedRange> RangeToAsk(const lake::Lake& lake, const sources::Spec& spec, Date today, const IngestOptions& options) {
  sources::AskedRange range{.from = spec.first_day, .to = options.to.value_or(today), .today = today};
  if (options.from) {
    range.from = std::max(*options.from, spec.first_day);
  } else {
    ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
    const auto known = manifest.sources.find(spec.name);
    if (known != manifest.sources.end() && known->second.watermark) {
      range.from = std::max(spec.first_day, *known->second.watermark - spec.revision_window_days);
    }
  }
  if (range.from > range.to) {
    return InvalidInput(fmt::format("nothing to ask {} for: the days from {} to {}", spec.name, range.from.ToString(), range.to.ToString()));
  }
  return range;
}

std::string WhyNothingNew(const rates::Calendar& calendar, Date today) {
  if (calendar.IsPublicationDay(today)) return "the source says what it said before";
  return fmt::format("{} is no publication day ({} calendar); the last one was {}", today.ToString(), calendar.name(), calendar.Previous(today).ToString());
}

}  // namespace

Json IngestOutcome::ToJson() const {
  return JsonObject({{"source", source},
                     {"from", from.ToString()},
                     {"to", to.ToString()},
                     {"bodies", bodies},
                     {"bytes", bytes},
                     {"new_data", new_data},
                     {"record", record_key},
                     {"note", note}});
}

Result<IngestOutcome> Ingest(const lake::Lake& lake, const sources::Spec& spec, env::HttpClient& http, env::Clock& clock, const IngestOptions& options) {
  const auto today = clock.Today();
  ASSIGN_OR_RETURN(const auto range, RangeToAsk(lake, spec, today, options));
  ASSIGN_OR_RETURN(const auto plans, sources::MakePlans(spec, options.parameters, range));
  ASSIGN_OR_RETURN(auto bodies, sources::Fetch(http, plans));
  IngestOutcome outcome{.source = spec.name, .from = range.from, .to = range.to, .bodies = bodies.size(), .record_key = {}, .note = {}};
  for (const auto& body : bodies) outcome.bytes += body.bytes.size();
  ASSIGN_OR_RETURN(const auto visit, lake::RawZone(lake.raw).Keep(spec.name, clock.Now(), options.replayed, std::move(bodies)));
  outcome.new_data = visit.has_value();
  if (visit) outcome.record_key = visit->key;
  if (!visit) outcome.note = WhyNothingNew(spec.calendar, today);
  return outcome;
}

}  // namespace fxlake::pipeline
