// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fxlake/base/parallel.h"
#include "fxlake/base/sha256.h"
#include "fxlake/base/text.h"
#include "fxlake/verify/checks.h"
#include "fxlake/verify/leftovers.h"

namespace fxlake::verify {
namespace {

// What to do about a lost raw object.
std::string Restore(const Survey& survey, const std::string& key) {
  return fmt::format("restore it from a backup, then {}; or remove it: {}", survey.Command("verify --deep"),
                     survey.Command("rebuild --source " + SourceIn(key) + " --force"));
}

struct KnownBody {
  const lake::RawBody* body;
  const std::string* record;
};

}  // namespace

Result<CheckOutcome> CheckRecords(const Survey& survey) {
  CheckOutcome outcome{
      .name = "fetch records",
      .summary = Counted(survey.fetches.size() + survey.unreadable_records.size(), "record")};
  for (const auto& [key, why] : survey.unreadable_records)
    outcome.findings.push_back({key, "it is damaged: " + why,
                                "the responses of that fetch cannot be read again", Restore(survey, key)});
  std::map<std::string, std::string> known;  // by key, who names it
  for (const auto& [source, state] : survey.manifest.manifest.sources) {
    for (const auto& record : state.records) known.emplace(record, "the manifest");
  }
  for (const auto& [key, sha256] : survey.journaled) {
    if (lake::IsRecordKey(key) && !sha256.empty()) known.emplace(key, "the journal");
  }
  for (const auto& [key, who] : known) {
    if (survey.raw.contains(key)) continue;
    outcome.findings.push_back({key, "it is missing, but " + who + " refers to it",
                                "a rebuild would lose the responses of that fetch", Restore(survey, key)});
  }
  return outcome;
}

Result<CheckOutcome> CheckBodies(const Survey& survey) {
  CheckOutcome outcome{.name = "raw objects"};
  std::map<std::string, KnownBody> bodies;
  for (const auto& [record, fetch] : survey.fetches) {
    for (const auto& body : fetch.bodies) bodies.emplace(body.key, KnownBody{&body, &record});
  }
  std::vector<KnownBody> all;
  std::uint64_t bytes = 0;
  for (const auto& [key, body] : bodies) {
    all.push_back(body);
    bytes += body.body->size;
  }
  std::vector<std::string> wrong(all.size());
  lake::RawZone raw(survey.lake.raw);
  RETURN_IF_ERROR(ParallelFor(all.size(), survey.threads(), [&](std::size_t i) -> Result<void> {
    const auto& body = *all[i].body;
    const auto there = survey.raw.find(body.key);
    if (there == survey.raw.end()) {
      wrong[i] = "it is missing";
    } else if (there->second != body.size) {
      wrong[i] = fmt::format("it has {} bytes, but {} were stored", there->second, body.size);
    } else if (survey.options.deep) {
      const auto read = raw.ReadBody(body);
      if (!read && read.error().kind() != ErrorKind::corrupt && read.error().kind() != ErrorKind::not_found)
        return read.error();
      if (!read) wrong[i] = "its bytes were changed: its SHA-256 differs from the one in its record";
    }
    return {};
  }));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (wrong[i].empty()) continue;
    outcome.findings.push_back({all[i].body->key, wrong[i],
                                "rates from it can neither be proven nor rebuilt (" + *all[i].record + ")",
                                Restore(survey, all[i].body->key)});
  }
  outcome.summary = fmt::format("{}, {}{}", Counted(all.size(), "object"), Counted(bytes, "byte"),
                                survey.options.deep ? ", each one read" : "; use --deep to read them");
  return outcome;
}

Result<CheckOutcome> CheckDecisions(const Survey& survey) {
  constexpr std::string_view kFolder = "raw/decisions/";
  CheckOutcome outcome{.name = "decisions"};
  std::uint64_t count = 0;
  const auto find = [&](const std::string& key, std::string what) {
    outcome.findings.push_back(
        {key, std::move(what), "a rebuild would not apply the decision",
         "restore it from a backup, or decide again: \"fxlake quarantine list\" lists the rows"});
  };
  for (const auto& [key, size] : survey.raw) {
    if (!key.starts_with(kFolder)) continue;
    ++count;
    ASSIGN_OR_RETURN(const auto bytes, ReadIfThere(survey.lake.raw, key));
    if (bytes && !Sha256Hex(*bytes).starts_with(lake::ShortHashOf(key)))
      find(key, "its bytes were changed: its SHA-256 differs from the one in its key");
  }
  for (const auto& [key, sha256] : survey.journaled) {
    if (key.starts_with(kFolder) && !sha256.empty() && !survey.raw.contains(key))
      find(key, "it is missing, but the journal refers to it");
  }
  for (const auto& [source, state] : survey.manifest.manifest.sources) {
    const auto folder = lake::DecisionFolder(source);
    const auto there = std::ranges::count_if(
        survey.raw, [&](const auto& object) { return object.first.starts_with(folder); });
    if (static_cast<std::uint64_t>(there) < state.decisions)
      find(folder,
           fmt::format("{} found, but the manifest has {}", Counted(there, "decision"), state.decisions));
  }
  outcome.summary = fmt::format("{} about rows in quarantine", Counted(count, "decision"));
  return outcome;
}

Result<CheckOutcome> CheckLeftovers(const Survey& survey) {
  CheckOutcome outcome{.name = "leftovers"};
  ASSIGN_OR_RETURN(const auto leftovers, FindLeftovers(survey));
  for (const auto& leftover : leftovers)
    outcome.findings.push_back(
        {leftover.key, leftover.what, "nothing refers to it; it only takes space", survey.Command("clean")});
  outcome.summary = "no unreferenced responses and no files of killed processes";
  return outcome;
}

}  // namespace fxlake::verify
