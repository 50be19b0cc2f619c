// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "fxlake/base/sha256.h"
#include "fxlake/lake/open_table_file.h"
#include "fxlake/parquet/reader.h"
#include "fxlake/rates/currency_code.h"
#include "fxlake/tables/definition.h"
#include "fxlake/tables/publisher.h"

namespace fxlake::tables {

inline std::uint32_t Packed(std::string_view code) { return rates::CurrencyCode::Parse(code)->packed(); }

// Commits one year of a source: as many days of EUR/USD as there are rates, and so many revisions.
inline Result<lake::Manifest> CommitYear(env::ObjectStore& store, const std::string& source, int year,
                                         const std::vector<std::int64_t>& rates, std::size_t revisions = 0) {
  RETURN_IF_ERROR(lake::BeginManifest(store));
  for (int attempt = 0; attempt < 100; ++attempt) {
    ASSIGN_OR_RETURN(const auto base, lake::ReadManifest(store));
    auto state = base.sources.contains(source) ? base.sources.at(source) : lake::SourceState();
    for (const auto table : {lake::Table::exchange_rates_revisions, lake::Table::exchange_rates}) {
      const auto count = table == lake::Table::exchange_rates ? rates.size() : revisions;
      if (count == 0) continue;
      lake::RateRows rows;
      rows.origins = {{Instant::FromMicros(1'776'000'000'000'000), "raw/source=" + source + "/a.csv"}};
      const auto first = Date::FromCivil(year, 1, 1)->days();
      for (std::size_t i = 0; i < count; ++i)
        rows.rows.push_back(
            {.day = first + static_cast<int>(i),
             .base = Packed("EUR"),
             .target = Packed("USD"),
             .origin = 0,
             .rate = rates[i % rates.size()],
             .superseded_at = table == lake::Table::exchange_rates ? 0 : 1'776'000'000'000'001});
      ASSIGN_OR_RETURN(auto bytes, lake::EncodePartition(table, rows));
      const lake::PartitionId id{table, year};
      state.partitions[id] = lake::InfoOf(rows, bytes);
      RETURN_IF_ERROR(store.Put(lake::PartitionKey(source, id), std::move(bytes), env::Always()));
    }
    auto committed = lake::Commit(store, base, {{source, state}});
    if (committed || committed.error().kind() != ErrorKind::conflict) return committed;
  }
  return Conflict("never committed");
}

// What a reader finds in an open table that goes the whole chain from the hint: "ecb 2026: 1 2 3", each rate
// in units; an error where the chain does not hold.
inline Result<std::string> ReadRows(env::ObjectStore& store, lake::Table table,
                                    const iceberg::Snapshot* at = nullptr) {
  const auto place = PlaceOf(store, "/lake", table);
  ASSIGN_OR_RETURN(const auto state, iceberg::LoadTable(place, false));
  if (state.version == 0) return std::string("no table");
  const auto* snapshot = at != nullptr ? at : state.metadata.current();
  ASSIGN_OR_RETURN(const auto manifests, iceberg::ReadManifests(place, state.metadata, snapshot));
  std::string text;
  for (const auto& summary : manifests) {
    ASSIGN_OR_RETURN(const auto manifest,
                     iceberg::ReadManifestOf(place, SchemaOf(table), state.metadata, summary));
    for (const auto& entry : manifest.entries) {
      if (entry.status == iceberg::Status::deleted) continue;
      ASSIGN_OR_RETURN(const auto key, iceberg::KeyOf(place, state.metadata, entry.file.path));
      ASSIGN_OR_RETURN(const auto object, store.Get(key));
      if (!key.contains(Sha256Hex(object.bytes).substr(0, 16)))
        return Corrupt(key + " is not what its name says");
      ASSIGN_OR_RETURN(const auto reader, parquet::Reader::Open(object.bytes));
      ASSIGN_OR_RETURN(const auto rows, reader.ReadRowGroup(0));
      text += fmt::format("{} {}:", entry.file.partition.group, entry.file.partition.year);
      for (const auto rate : rows.int64s(2)) text += fmt::format(" {}", rate);
      text += "\n";
    }
  }
  return text;
}

}  // namespace fxlake::tables
