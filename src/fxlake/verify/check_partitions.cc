// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fxlake/base/parallel.h"
#include "fxlake/base/sha256.h"
#include "fxlake/base/text.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/verify/checks.h"

namespace fxlake::verify {
namespace {

struct Named {
  std::string source;
  lake::PartitionId id;
  lake::PartitionInfo info;
};

// The problem with the bytes of a partition, or "".
std::string WhatIsWrong(const Survey& survey, const Named& named, const std::string& bytes) {
  if (bytes.size() != named.info.bytes)
    return fmt::format("it has {} bytes, but the manifest has {}", bytes.size(), named.info.bytes);
  if (Sha256Hex(bytes) != named.info.sha256)
    return "its bytes were changed: its SHA-256 differs from the one in the manifest";
  const auto rows = lake::DecodePartition(named.id.table, bytes);
  if (!rows) return rows.error().message();
  if (rows->rows.size() != named.info.rows)
    return fmt::format("it has {} rows, but the manifest has {}", rows->rows.size(), named.info.rows);
  const auto day = [](const lake::RateRow& row) { return Date::FromDays(row.day); };
  if (!rows->rows.empty() &&
      (day(rows->rows.front()) != named.info.first_day || day(rows->rows.back()) != named.info.last_day))
    return "its dates differ from those in the manifest";
  for (const auto& origin : rows->origins) {
    if (!survey.raw.contains(origin.raw_object))
      return "it has rates of " + origin.raw_object + ", which does not exist";
  }
  return "";
}

}  // namespace

Result<CheckOutcome> CheckManifest(const Survey& survey) {
  CheckOutcome outcome{.name = "manifest"};
  const auto& [manifest, etag, damage, reason] = survey.manifest;
  outcome.summary = manifest.version == 0 ? "nothing was committed yet"
                                          : fmt::format("version {}, {}", manifest.version,
                                                        Counted(manifest.sources.size(), "source"));
  if (damage == lake::ManifestDamage::none) return outcome;
  const bool newer = damage == lake::ManifestDamage::newer;
  outcome.findings.push_back(
      {lake::ManifestKey(), reason,
       newer ? "this program cannot read the lake" : "no rate is served until it is repaired",
       newer ? "upgrade the program" : survey.Command("rebuild")});
  return outcome;
}

Result<CheckOutcome> CheckPartitions(const Survey& survey) {
  CheckOutcome outcome{.name = "partitions"};
  std::vector<Named> all;
  std::set<std::string> keys = {lake::ManifestKey()};
  std::uint64_t rows = 0;
  for (const auto& [source, state] : survey.manifest.manifest.sources) {
    std::optional<Date> newest;
    for (const auto& [id, info] : state.partitions) {
      all.push_back({source, id, info});
      keys.insert(lake::PartitionKey(source, id));
      rows += info.rows;
      if (id.table == lake::Table::exchange_rates) newest = std::max(newest, std::optional(info.last_day));
    }
    if (newest.has_value() != state.watermark.has_value() || state.watermark > newest) {
      outcome.findings.push_back(
          {lake::ManifestKey(),
           "the watermark of " + source + " is later than the newest date of its partitions",
           "a run would fetch the wrong dates", survey.Command("rebuild --source " + source)});
    }
  }
  std::vector<std::string> wrong(all.size());
  RETURN_IF_ERROR(ParallelFor(all.size(), survey.threads(), [&](std::size_t i) -> Result<void> {
    ASSIGN_OR_RETURN(const auto bytes,
                     ReadIfThere(survey.lake.processed, lake::PartitionKey(all[i].source, all[i].id)));
    wrong[i] = bytes ? WhatIsWrong(survey, all[i], *bytes) : "it is missing";
    return {};
  }));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (wrong[i].empty()) continue;
    outcome.findings.push_back({lake::PartitionKey(all[i].source, all[i].id), wrong[i],
                                fmt::format("{} of {} for {} cannot be trusted",
                                            lake::NameOf(all[i].id.table), all[i].source, all[i].id.year),
                                survey.Command("rebuild --source " + all[i].source)});
  }
  if (survey.manifest.damage == lake::ManifestDamage::none) {
    for (const auto& [key, size] : survey.processed) {
      if (keys.contains(key)) continue;
      outcome.findings.push_back(
          {key, "the manifest does not refer to it",
           "it is not served; a run or a rebuild was killed before its commit",
           survey.Command(SourceIn(key).empty() ? "clean" : "rebuild --source " + SourceIn(key))});
    }
  }
  outcome.summary = fmt::format("{}, {}", Counted(all.size(), "partition"), Counted(rows, "row"));
  return outcome;
}

}  // namespace fxlake::verify
