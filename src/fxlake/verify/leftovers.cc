// SPDX-License-Identifier: Apache-2.0
#include "fxlake/verify/leftovers.h"

#include <set>

namespace fxlake::verify {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60;

bool IsOld(const Survey& survey, const std::string& key) {
  const auto at = lake::RecordedAtOf(key);
  return at && *at + kDay * Instant::kPerSecond < survey.options.now;
}

// Months with a damaged or missing fetch record, which may name bodies of that month.
std::set<std::string> DoubtfulFetches(const Survey& survey) {
  std::set<std::string> doubtful;
  const auto time = [](const std::string& key) { return key.substr(0, key.find('-', key.rfind('/'))); };
  for (const auto& [key, why] : survey.unreadable_records) doubtful.insert(time(key));
  for (const auto& [key, sha256] : survey.journaled) {
    if (key.starts_with("raw/") && !survey.raw.contains(key)) doubtful.insert(time(key));
  }
  for (const auto& [source, state] : survey.manifest.manifest.sources) {
    for (const auto& record : state.records) {
      if (!survey.raw.contains(record)) doubtful.insert(time(record));
    }
  }
  return doubtful;
}

// Every existing or known fetch: ecb/20260414T073000.250000Z-0123456789abcdef.
std::set<std::string> NamesOfFetches(const Survey& survey) {
  std::set<std::string> names;
  const auto add = [&](const std::string& key) {
    const auto name = key.substr(key.rfind('/') + 1);
    if (lake::IsRecordKey(key)) names.insert(SourceIn(key) + "/" + name.substr(0, name.find(".fetch.json")));
  };
  for (const auto& [key, size] : survey.raw) add(key);
  for (const auto& [source, state] : survey.manifest.manifest.sources) {
    for (const auto& record : state.records) add(record);
  }
  for (const auto& [key, sha256] : survey.journaled) {
    if (!sha256.empty()) add(key);
  }
  return names;
}

Result<void> AddFilesOfKilled(env::ObjectStore& store, bool in_raw, std::vector<Leftover>& leftovers) {
  ASSIGN_OR_RETURN(const auto files, store.ListLeftovers(kDay));
  for (const auto& file : files)
    leftovers.push_back({file.key, "it was left by a process that was killed", in_raw, file.size});
  return {};
}

}  // namespace

Result<std::vector<Leftover>> FindLeftovers(const Survey& survey) {
  std::vector<Leftover> leftovers;
  std::set<std::string> named;
  for (const auto& [record, fetch] : survey.fetches) {
    for (const auto& body : fetch.bodies) named.insert(body.key);
  }
  const auto doubtful = DoubtfulFetches(survey);
  for (const auto& [key, size] : survey.raw) {
    const auto time = key.substr(0, key.find('-', key.rfind('/')));
    const bool is_body = key.starts_with("raw/source=") && lake::RecordedAtOf(key) &&
                         !lake::IsRecordKey(key) && !named.contains(key) && !doubtful.contains(time);
    // A body in the journal had a fetch record at some time.
    if (is_body && IsOld(survey, key) && !survey.journaled.contains(key))
      leftovers.push_back({key, "no fetch record refers to it: the fetch was interrupted", true, size});
  }
  if (survey.manifest.damage == lake::ManifestDamage::none) {
    const auto fetches = NamesOfFetches(survey);
    for (const auto& [key, size] : survey.quarantine) {
      const auto name = key.substr(key.rfind('/') + 1);
      if (IsOld(survey, key) && !fetches.contains(SourceIn(key) + "/" + name.substr(0, name.rfind('.'))))
        leftovers.push_back({key, "its fetch does not exist", false, size});
    }
  }
  RETURN_IF_ERROR(AddFilesOfKilled(survey.lake.processed, false, leftovers));
  if (&survey.lake.raw != &survey.lake.processed)
    RETURN_IF_ERROR(AddFilesOfKilled(survey.lake.raw, true, leftovers));
  return leftovers;
}

}  // namespace fxlake::verify
