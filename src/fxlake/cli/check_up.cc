// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/check_up.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/sha256.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/env/curl_http_client.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/query/duckdb_library.h"

namespace fxlake::cli {
namespace {

constexpr auto kFirstSaneDay = Date::Of(2025, 1, 1);

Finding FindingOf(std::string what, const Result<std::string>& outcome, std::string hint) {
  return {std::move(what), outcome.has_value(), outcome ? *outcome : outcome.error().message(), std::move(hint)};
}

Result<std::string> WriteProbe(Session& session) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  const auto key = fmt::format("runs/doctor-{:016x}.probe", session.world().random.Next());
  auto& store = lake.processed;
  RETURN_IF_ERROR(store.Put(key, "probe", env::IfAbsent()));
  ASSIGN_OR_RETURN(const auto read, store.Get(key));
  RETURN_IF_ERROR(store.Delete(key));
  if (read.bytes != "probe") return Corrupt("what was written was read back differently");
  return store.Describe();
}

Result<std::string> DescribeManifest(Session& session) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  if (manifest.version == 0) return std::string("none yet: nothing was ever committed");
  return fmt::format("version {}, {} source{}", manifest.version, manifest.sources.size(), manifest.sources.size() == 1 ? "" : "s");
}

Result<std::string> ReadPartitions(Session& session) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  std::uint64_t count = 0, rows = 0;
  for (const auto& [source, state] : manifest.sources) {
    for (const auto& [id, info] : state.partitions) {
      const auto key = lake::PartitionKey(source, id);
      ASSIGN_OR_RETURN(const auto object, lake.processed.Get(key));
      if (Sha256Hex(object.bytes) != info.sha256) return Corrupt(key + " is not what the manifest says: its SHA-256 differs");
      ++count;
      rows += info.rows;
    }
  }
  return fmt::format("partitions: {} of {} rows, all as the manifest says", Grouped(count), Grouped(rows));
}

Result<std::string> ReadRawZone(Session& session) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  lake::RawZone raw(lake.raw);
  std::uint64_t visits = 0, bodies = 0, bytes = 0;
  ASSIGN_OR_RETURN(const auto sources, raw.Sources());
  for (const auto& source : sources) {
    ASSIGN_OR_RETURN(const auto records, raw.Records(source, {}));
    for (const auto& record : records) {
      ASSIGN_OR_RETURN(const auto fetch, raw.ReadRecord(record));
      ++visits;
      for (const auto& body : fetch.bodies) {
        RETURN_IF_ERROR(raw.ReadBody(body));
        ++bodies;
        bytes += body.size;
      }
    }
  }
  return fmt::format("visits: {}, bodies: {} of {} bytes, all as received", Grouped(visits), Grouped(bodies), Grouped(bytes));
}

Result<std::string> CountSources(Session& session) {
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(const auto all, catalog->All());
  return fmt::format("{} source files, {} enabled", all.size(), std::ranges::count_if(all, &sources::Spec::enabled));
}

Result<std::string> LoadDuckDb(Session& session) {
  const auto& world = session.world();
  ASSIGN_OR_RETURN(const auto library,
                   query::DuckDbLibrary::Load(query::DuckDbLibraryPaths(world.variable("FXLAKE_DUCKDB"), world.program_folder)));
  return fmt::format("DuckDB {}", library.library_version());
}

Result<std::string> CompareClock(Session& session) {
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  const auto now = clock->Now();
  if (now.date() < kFirstSaneDay) return InvalidInput(fmt::format("the clock says {}", now.ToSeconds()));
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  for (const auto& [source, state] : manifest.sources) {
    if (state.watermark && *state.watermark > now.date() + 1) {
      return InvalidInput(fmt::format("the clock says {}, but {} has rates of {}", now.ToSeconds(), source, state.watermark->ToString()));
    }
    for (const auto& record : state.records) {
      const auto recorded = lake::RecordedAtOf(record);
      if (recorded && *recorded > now)
        return InvalidInput(fmt::format("the clock says {}, but {} was visited at {}", now.ToSeconds(), source, recorded->ToSeconds()));
    }
  }
  return now.ToSeconds();
}

}  // namespace

Finding CheckLakeWritable(Session& session) {
  return FindingOf("lake writable", WriteProbe(session),
                   "say where the lake is with --lake or FXLAKE_LAKE, and see to the permissions and space of its folder");
}
Finding CheckManifest(Session& session) {
  return FindingOf("manifest", DescribeManifest(session),
                   "\"fxlake rebuild\" makes the processed zone anew out of the raw zone; move the broken manifest away first");
}
Finding CheckPartitions(Session& session) {
  return FindingOf("partitions", ReadPartitions(session), "\"fxlake rebuild\" makes the processed zone anew out of the raw zone");
}
Finding CheckRawZone(Session& session) {
  return FindingOf("raw zone", ReadRawZone(session), "raw objects are never changed by the program: restore this one from a backup");
}
Finding CheckSources(Session& session) {
  return FindingOf("sources", CountSources(session), "mend the file at the place named; \"fxlake source try FILE\" checks it alone");
}
Finding CheckDuckDb(Session& session) {
  return FindingOf("SQL engine", LoadDuckDb(session),
                   "query, validate and run need it; the place of libduckdb.so can be set in FXLAKE_DUCKDB");
}
Finding CheckCurl() {
  return FindingOf("network library", env::CurlHttpClient::LibraryVersion(),
                   "install libcurl 4 (Debian: libcurl4); only asking sources needs it");
}
Finding CheckClock(Session& session) { return FindingOf("clock", CompareClock(session), "set the system's time, or leave out --today"); }

}  // namespace fxlake::cli
