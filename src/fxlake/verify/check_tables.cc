// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "fxlake/base/parallel.h"
#include "fxlake/base/sha256.h"
#include "fxlake/iceberg/chain.h"
#include "fxlake/lake/open_table_file.h"
#include "fxlake/tables/definition.h"
#include "fxlake/tables/plan.h"
#include "fxlake/verify/checks.h"

namespace fxlake::verify {
namespace {

constexpr std::size_t kShortHash = 16;

struct Counts {
  std::size_t tables = 0, snapshots = 0, files = 0;
};

// What is wrong with the bytes of an object that a table names, or "".
std::string WhatIsWrong(const std::string& key, const iceberg::NamedFile& named,
                        const std::optional<std::string>& bytes) {
  if (!bytes) return "it is missing";
  if (named.bytes >= 0 && static_cast<std::uint64_t>(named.bytes) != bytes->size())
    return fmt::format("it has {} bytes, the table says {}", bytes->size(), named.bytes);
  const auto name = key.substr(key.rfind('/') + 1);
  if (named.is_data && Sha256Hex(*bytes).substr(0, kShortHash) != name.substr(0, name.find('.')))
    return "its bytes were changed: its SHA-256 is not that in its name";
  return "";
}

class TableCheck {
 public:
  TableCheck(const Survey& survey, lake::Table table, CheckOutcome& outcome, Counts& counts)
      : survey_(survey),
        table_(table),
        place_(tables::PlaceOf(survey.lake.processed, survey.options.tables_root, table)),
        outcome_(outcome),
        counts_(counts) {}

  Result<void> Run() {
    const auto state = iceberg::LoadTable(place_, true);
    if (!state && state.error().kind() != ErrorKind::corrupt &&
        state.error().kind() != ErrorKind::invalid_input)
      return state.error();
    if (!state) {
      Find(place_.folder, state.error().message());
      return {};
    }
    if (state->version == 0) {
      if (!state->hint_problem.empty()) FindHint(state->hint_problem);
      return {};
    }
    if (state->metadata.location != place_.location) {
      Find(place_.folder,
           fmt::format("its paths are of {}, and it lies at {}", state->metadata.location, place_.location));
      return {};
    }
    const auto is_of = iceberg::CheckIsOf(tables::SchemaOf(table_), state->metadata);
    if (!is_of) {
      Find(place_.folder, is_of.error().message());
      return {};
    }
    if (!state->hint_problem.empty() || state->hint != state->version)
      FindHint(state->hint_problem.empty()
                   ? fmt::format("it says {}, and the newest version is {}", state->hint, state->version)
                   : state->hint_problem);
    RETURN_IF_ERROR(CheckPredecessors(state->metadata));
    ++counts_.tables;
    counts_.snapshots += state->metadata.snapshots.size();
    ASSIGN_OR_RETURN(const auto chain,
                     iceberg::FollowChain(place_, tables::SchemaOf(table_), state->metadata));
    for (const auto& [key, what] : chain.problems) Find(key, what);
    RETURN_IF_ERROR(CheckFiles(chain));
    if (!chain.problems.empty() || survey_.manifest.damage != lake::ManifestDamage::none) return {};
    return CheckIsNew(*state);
  }

 private:
  void Find(const std::string& where, std::string what) {
    outcome_.findings.push_back(
        {where, std::move(what),
         fmt::format("engines that read {} as an Iceberg table fail, or read what is not of "
                     "this lake",
                     lake::NameOf(table_)),
         survey_.Command("publish --replace")});
  }

  void FindHint(std::string what) {
    outcome_.findings.push_back({place_.HintKey(), std::move(what),
                                 "engines that open the table by its folder see an old state of it, or none",
                                 survey_.Command("publish")});
  }

  Result<void> CheckPredecessors(const iceberg::TableMetadata& metadata) {
    for (const auto& [at, file] : metadata.metadata_log) {
      const auto key = iceberg::KeyOf(place_, metadata, file);
      if (!key) {
        Find(file, key.error().message());
        continue;
      }
      ASSIGN_OR_RETURN(const auto text, ReadIfThere(survey_.lake.processed, *key));
      const auto read = text ? iceberg::TableMetadata::Parse(*text)
                             : Result<iceberg::TableMetadata>(NotFound("it is missing"));
      if (!read) Find(*key, read.error().message());
    }
    return {};
  }

  Result<void> CheckFiles(const iceberg::Chain& chain) {
    const std::vector<std::pair<std::string, iceberg::NamedFile>> files(chain.files.begin(),
                                                                        chain.files.end());
    std::vector<std::string> wrong(files.size());
    RETURN_IF_ERROR(ParallelFor(files.size(), survey_.threads(), [&](std::size_t i) -> Result<void> {
      ASSIGN_OR_RETURN(const auto bytes, ReadIfThere(survey_.lake.processed, files[i].first));
      wrong[i] = WhatIsWrong(files[i].first, files[i].second, bytes);
      return {};
    }));
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (!wrong[i].empty() && !chain.problems.contains(files[i].first)) Find(files[i].first, wrong[i]);
    }
    counts_.files += files.size();
    return {};
  }

  Result<void> CheckIsNew(const iceberg::TableState& state) {
    ASSIGN_OR_RETURN(const bool published,
                     tables::IsPublished(place_, state, table_, survey_.manifest.manifest));
    if (published) return {};
    outcome_.findings.push_back(
        {place_.folder, "it has not the rows of the lake's manifest",
         "engines that read it see what was committed before; the next run publishes it",
         survey_.Command("publish")});
    return {};
  }

  const Survey& survey_;
  lake::Table table_;
  iceberg::TablePlace place_;
  CheckOutcome& outcome_;
  Counts& counts_;
};

}  // namespace

Result<CheckOutcome> CheckTables(const Survey& survey) {
  CheckOutcome outcome{.name = "open tables"};
  if (survey.options.tables_root.empty()) {
    outcome.summary = "turned off";
    return outcome;
  }
  Counts counts;
  for (const auto table : tables::kTables) RETURN_IF_ERROR(TableCheck(survey, table, outcome, counts).Run());
  outcome.summary = counts.tables == 0 ? "none yet"
                                       : fmt::format("{} of {} snapshots, {} files", counts.tables,
                                                     counts.snapshots, counts.files);
  return outcome;
}

}  // namespace fxlake::verify
