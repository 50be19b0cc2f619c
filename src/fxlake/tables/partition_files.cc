// SPDX-License-Identifier: Apache-2.0
#include "fxlake/tables/partition_files.h"

#include <fmt/format.h>

#include "fxlake/base/sha256.h"
#include "fxlake/lake/committed.h"
#include "fxlake/lake/open_table_file.h"
#include "fxlake/tables/definition.h"

namespace fxlake::tables {
namespace {

constexpr std::size_t kShortHash = 16;

}  // namespace

Result<TableFile> MakeTableFile(const iceberg::TablePlace& place, const std::string& source,
                                lake::PartitionId id, const lake::PartitionInfo& info,
                                const PartitionBytes& known) {
  std::string read;
  const auto found = known.find(info.sha256);
  if (found == known.end()) {
    ASSIGN_OR_RETURN(read, lake::ReadPartition(place.store, source, id, info));
  }
  ASSIGN_OR_RETURN(const auto rows,
                   lake::DecodePartition(id.table, found == known.end() ? read : found->second));
  ASSIGN_OR_RETURN(auto bytes, lake::EncodeOpenTableFile(id.table, source, rows));
  ASSIGN_OR_RETURN(auto file, iceberg::DescribeFile(SchemaOf(id.table), bytes));
  auto key = lake::OpenTableFileKey(source, id, Sha256Hex(bytes));
  file.path = place.location + key.substr(place.folder.size());
  file.partition = {source, id.year};
  return TableFile{std::move(file), {std::move(key), std::move(bytes), env::IfAbsent()}};
}

Years YearsOf(const lake::SourceState& state, lake::Table table) {
  Years years;
  for (const auto& [id, info] : state.partitions) {
    if (id.table == table) years.emplace(id.year, &info);
  }
  return years;
}

std::string DigestOf(const Years& years) {
  std::string text;
  for (const auto& [year, info] : years) text += fmt::format("{} {}\n", year, info->sha256);
  return Sha256Hex(text).substr(0, kShortHash);
}

std::string DigestOf(const lake::Manifest& manifest, lake::Table table) {
  std::string text;
  for (const auto& [source, state] : manifest.sources) {
    const auto years = YearsOf(state, table);
    if (!years.empty()) text += fmt::format("{} {}\n", source, DigestOf(years));
  }
  return Sha256Hex(text).substr(0, kShortHash);
}

}  // namespace fxlake::tables
