// SPDX-License-Identifier: Apache-2.0
#include "fxlake/verify/survey.h"

#include <algorithm>

#include "fxlake/base/parallel.h"
#include "fxlake/lake/open_table_file.h"
#include "fxlake/telemetry/known_objects.h"

namespace fxlake::verify {
namespace {

Result<std::map<std::string, std::uint64_t>> Sizes(env::ObjectStore& store, const std::string& folder) {
  ASSIGN_OR_RETURN(const auto objects, store.List(folder));
  std::map<std::string, std::uint64_t> sizes;
  for (const auto& object : objects) sizes.emplace(object.key, object.size);
  return sizes;
}

Result<void> ReadRecords(Survey& survey) {
  std::vector<std::string> records;
  for (const auto& [key, size] : survey.raw) {
    if (lake::IsRecordKey(key)) records.push_back(key);
  }
  lake::RawZone raw(survey.lake.raw);
  std::vector<Result<lake::Fetch>> fetches(records.size(), Internal("not read"));
  RETURN_IF_ERROR(ParallelFor(records.size(), survey.threads(), [&](std::size_t i) -> Result<void> {
    fetches[i] = raw.ReadRecord(records[i]);
    return {};
  }));
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (fetches[i]) {
      survey.fetches.emplace(records[i], *std::move(fetches[i]));
      continue;
    }
    const auto kind = fetches[i].error().kind();
    if (kind == ErrorKind::unavailable || kind == ErrorKind::throttled || kind == ErrorKind::denied)
      return fetches[i].error();
    survey.unreadable_records.emplace(records[i], fetches[i].error().message());
  }
  return {};
}

}  // namespace

std::size_t Survey::threads() const {
  return options.threads != 0 ? options.threads
                              : std::max(lake.raw.ReadsAtOnce(), lake.processed.ReadsAtOnce());
}

Result<Survey> TakeSurvey(const lake::Lake& lake, const VerifyOptions& options) {
  Survey survey{.lake = lake, .options = options};
  ASSIGN_OR_RETURN(survey.raw, Sizes(lake.raw, "raw/"));
  // Before the manifest: what is named by nobody then, and not needed by what the manifest says, never will
  // be.
  ASSIGN_OR_RETURN(survey.tables, Sizes(lake.processed, lake::OpenTablesFolder()));
  ASSIGN_OR_RETURN(survey.processed, Sizes(lake.processed, "processed/"));
  ASSIGN_OR_RETURN(survey.quarantine, Sizes(lake.processed, "quarantine/"));
  ASSIGN_OR_RETURN(survey.runs, Sizes(lake.processed, "runs/"));
  ASSIGN_OR_RETURN(survey.schedules, Sizes(lake.processed, "schedules/"));
  ASSIGN_OR_RETURN(survey.manifest, lake::ExamineManifest(lake.processed));
  ASSIGN_OR_RETURN(survey.journal, telemetry::ReadAuditLines(lake.processed));
  survey.journaled = telemetry::KnownObjects(survey.journal);
  survey.known_schedules = telemetry::KnownScheduleStates(survey.journal);
  RETURN_IF_ERROR(ReadRecords(survey));
  return survey;
}

Result<std::optional<std::string>> ReadIfThere(env::ObjectStore& store, const std::string& key) {
  auto bytes = store.GetRange(key, {0, UINT64_MAX});
  if (!bytes && bytes.error().kind() == ErrorKind::not_found) return std::optional<std::string>();
  if (!bytes) return bytes.error();
  return std::optional(*std::move(bytes));
}

std::string SourceIn(const std::string& key) {
  constexpr std::string_view kMark = "/source=";
  const auto at = key.find(kMark);
  if (at == std::string::npos) return "";
  const auto start = at + kMark.size();
  return key.substr(start, key.find('/', start) - start);
}

}  // namespace fxlake::verify
