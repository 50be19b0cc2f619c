// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/doctor_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "fxlake/aws/open_store.h"
#include "fxlake/aws/s3_location.h"
#include "fxlake/base/text.h"
#include "fxlake/cli/lake_sql.h"
#include "fxlake/cli/verified_lake.h"
#include "fxlake/env/curl_http_client.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/query/duckdb_engine.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::cli {
namespace {

constexpr auto kFirstSaneDay = Date::Of(2025, 1, 1);

Finding FindingOf(std::string what, const Result<std::string>& outcome, std::string hint) {
  return {std::move(what), outcome.has_value(), outcome ? *outcome : outcome.error().message(),
          std::move(hint)};
}

// How to repair access to the lake's store, by kind of error.
std::string StoreHint(const Session& session, ErrorKind kind) {
  const bool bucket = aws::IsS3(session.options().lake);
  switch (kind) {
    case ErrorKind::denied:
      return bucket ? "use credentials that allow s3:GetObject, s3:PutObject, s3:ListBucket and "
                      "s3:DeleteObject there"
                    : "check the permissions of the lake's folder";
    case ErrorKind::unavailable:
    case ErrorKind::throttled:
      return bucket ? "check the network and the endpoint of the URI, and try again"
                    : "check the disk of the lake's folder and its free space";
    case ErrorKind::corrupt:
      return "the store returned different bytes from those written: check its disk or server";
    default:
      return bucket ? "docs/guides/s3.md describes what a store must support and explains its messages"
                    : "set the location of the lake with --lake or FXLAKE_LAKE, and check the permissions "
                      "and free "
                      "space of its folder";
  }
}

// A finding about the lake's contents: `hint` applies only to damaged or missing objects.
Finding FindingInLake(const Session& session, std::string what, const Result<std::string>& outcome,
                      std::string hint) {
  const bool broken = outcome || outcome.error().kind() == ErrorKind::corrupt ||
                      outcome.error().kind() == ErrorKind::not_found;
  return FindingOf(std::move(what), outcome,
                   broken ? std::move(hint) : StoreHint(session, outcome.error().kind()));
}

Result<std::string> WriteProbe(Session& session) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  const auto key = fmt::format("runs/doctor-{:016x}.probe", session.environment().random.Next());
  auto& store = lake.processed;
  RETURN_IF_ERROR(store.Put(key, "probe", env::IfAbsent()));
  ASSIGN_OR_RETURN(const auto read, store.Get(key));
  RETURN_IF_ERROR(store.Delete(key));
  if (read.bytes != "probe") return Corrupt("the bytes read back differ from the bytes written");
  return store.Describe();
}

Result<lake::Manifest> ManifestOf(Session& session) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  return lake::ReadManifest(lake.processed);
}

// Summarizes a check in one line: the first finding, and the number of others.
Finding FindingOf(const verify::CheckOutcome& check) {
  if (check.findings.empty()) return {check.name, true, check.summary, ""};
  const auto& first = check.findings.front();
  auto found = fmt::format("{}: {}", first.where, first.what);
  if (check.findings.size() > 1)
    found += fmt::format("; \"fxlake verify\" lists {} more", check.findings.size() - 1);
  return {check.name, false, std::move(found), first.mend};
}

Result<std::string> CountSources(Session& session) {
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(const auto all, catalog->All());
  return fmt::format("{}, {} enabled", Counted(all.size(), "source file"),
                     std::ranges::count_if(all, &sources::Spec::enabled));
}

// Whether SQL reads the lake's newest rates. Without any, and where the lake itself is broken, which other
// checks say, DuckDB is asked for a number only.
Result<std::string> QueryPartitions(Session& session) {
  const auto manifest = ManifestOf(session);
  int newest = 0;
  if (manifest) {
    for (const auto& [source, state] : manifest->sources) {
      for (const auto& [id, info] : state.partitions) newest = std::max(newest, id.year);
    }
  }
  const auto& environment = session.environment();
  const query::DuckDbOptions options{.library_paths = query::DuckDbLibraryPaths(
                                         environment.variable("FXLAKE_DUCKDB"), environment.program_folder)};
  ASSIGN_OR_RETURN(const auto engine, query::DuckDbEngine::Open(options));
  ASSIGN_OR_RETURN(const auto version, query::RunToTable(*engine, "SELECT version()"));
  const auto answered = "DuckDB " + version.rows.at(0).at(0).value_or("");
  if (newest == 0) return answered + (manifest ? ", no rates to read" : ", the lake was not read");
  const auto opened = OpenEngine(session, {.first_year = newest, .access = pipeline::SqlAccess::queries});
  if (!opened && opened.error().kind() == ErrorKind::corrupt) return answered + ", the lake was not read";
  if (!opened) return opened.error();
  const auto counted = query::RunToTable(**opened, "SELECT count(*) FROM exchange_rates");
  if (!counted && counted.error().kind() == ErrorKind::corrupt) return answered + ", the lake was not read";
  if (!counted) return counted.error();
  return fmt::format("{}, read {} rates of {}", answered, counted->rows.at(0).at(0).value_or("0"), newest);
}

// What --unlocked SQL reads of a bucket goes through DuckDB's own extension.
Result<std::string> QueryBucket(Session& session) {
  ASSIGN_OR_RETURN(const auto engine, OpenEngine(session, {.first_year = std::numeric_limits<int>::max(),
                                                           .access = pipeline::SqlAccess::unlocked}));
  ASSIGN_OR_RETURN(const auto manifest, ManifestOf(session));
  ASSIGN_OR_RETURN(const auto location, aws::ParseS3Location(session.options().lake, session.AwsContext()));
  const auto folder = location.ToString() + (location.prefix.empty() ? "" : "/");
  for (const auto& [source, state] : manifest.sources) {
    for (const auto& [id, info] : state.partitions) {
      const auto uri = folder + lake::PartitionKey(source, id);
      ASSIGN_OR_RETURN(const auto counted, query::RunToTable(*engine, "SELECT count(*) FROM read_parquet(" +
                                                                          query::SqlString(uri) + ")"));
      return fmt::format("httpfs, read {} rows of {}", counted.rows.at(0).at(0).value_or("0"), uri);
    }
  }
  return "httpfs, no rates to read";
}

Result<std::string> CompareClock(Session& session) {
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  const auto now = clock->Now();
  if (now.date() < kFirstSaneDay) return InvalidInput(fmt::format("the clock shows {}", now.ToSeconds()));
  const auto manifest = ManifestOf(session);
  if (!manifest) return now.ToSeconds() + ", not compared with the lake, whose manifest cannot be read";
  for (const auto& [source, state] : manifest->sources) {
    if (state.watermark && *state.watermark > now.date() + 1) {
      return InvalidInput(fmt::format("the clock shows {}, but {} has rates dated {}", now.ToSeconds(),
                                      source, state.watermark->ToString()));
    }
    for (const auto& record : state.records) {
      const auto recorded = lake::RecordedAtOf(record);
      if (recorded && *recorded > now)
        return InvalidInput(fmt::format("the clock shows {}, but {} was fetched at {}", now.ToSeconds(),
                                        source, recorded->ToSeconds()));
    }
  }
  return now.ToSeconds();
}

}  // namespace

Finding CheckLakeWritable(Session& session) {
  const auto outcome = WriteProbe(session);
  return FindingOf("lake writable", outcome, outcome ? "" : StoreHint(session, outcome.error().kind()));
}
std::vector<Finding> CheckLake(Session& session, bool deep) {
  const auto report = VerifyLake(session, deep);
  if (!report)
    return {FindingInLake(session, "lake", Result<std::string>(report.error()),
                          "run \"fxlake verify\" for a new check")};
  std::vector<Finding> findings;
  for (const auto& check : report->checks) findings.push_back(FindingOf(check));
  return findings;
}
Finding CheckSources(Session& session) {
  return FindingOf("sources", CountSources(session),
                   "correct the file at the position shown; \"fxlake source try FILE\" checks it alone");
}
std::vector<Finding> CheckDuckDb(Session& session) {
  std::vector<Finding> findings = {
      FindingOf("SQL engine", QueryPartitions(session),
                "query, validate and run need it; FXLAKE_DUCKDB sets the path of libduckdb.so")};
  if (aws::IsS3(session.options().lake))
    findings.push_back(
        FindingOf("SQL on S3", QueryBucket(session),
                  "only query --unlocked needs it: DuckDB's extension for S3 must be next to libduckdb.so"));
  return findings;
}
Finding CheckCurl() {
  return FindingOf("network library", env::CurlHttpClient::LibraryVersion(),
                   "install libcurl 4 (Debian: libcurl4); it is needed only to fetch from sources");
}
Finding CheckClock(Session& session) {
  return FindingOf("clock", CompareClock(session), "set the system time, or remove --today");
}

}  // namespace fxlake::cli
