// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "fxlake/iceberg/table.h"
#include "fxlake/lake/keys.h"

// The lake's tables as open tables (docs/formats/iceberg.md).
namespace fxlake::tables {

// Revisions first: that is the order in which they are committed, so that a superseded rate is never gone.
inline constexpr std::array kTables = {lake::Table::exchange_rates_revisions, lake::Table::exchange_rates};

const iceberg::TableSchema& SchemaOf(lake::Table table);

// `root` is what engines outside call the lake: an absolute folder, or s3://bucket/prefix.
iceberg::TablePlace PlaceOf(env::ObjectStore& processed, const std::string& root, lake::Table table);

// Of a snapshot's summary: the version of the lake's manifest whose rows it has, and the run it was made by.
inline constexpr const char* kManifestVersionKey = "fxlake.manifest-version";
inline constexpr const char* kRunKey = "fxlake.run";
// Of the rates' only: what the revisions were then, as DigestOf has it.
inline constexpr const char* kRevisionsKey = "fxlake.revisions";
// Of a manifest file: which partition of the lake each year's file was made of, as {"2026": "<sha256, 16
// hex>"}.
inline constexpr const char* kPartitionsKey = "fxlake.partitions";

}  // namespace fxlake::tables
