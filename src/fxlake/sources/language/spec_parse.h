// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/sources/language/spec.h"
#include "fxlake/sources/language/table_reader.h"

// The parts of a source file, each by its table. Errors as of ParseSpec.
namespace fxlake::sources {

// As ParseSpec; `shapes`, when there are some, are told what is asked for.
Result<Spec> ParseSpecNoting(std::string_view toml, const std::string& file, KeyShapes* shapes);
// format, rows, and how the bytes become them. Mistakes are noted in the table.
void ReadBodyKeys(TableReader& table, BodySpec& body);
// The regular expression of a key that may be left out.
std::optional<Pattern> ReadPattern(TableReader& table, std::string_view key);
// [read.NAME]
Result<ReadSpec> ReadReader(const std::string& name, TableReader table);
// [list.NAME]
Result<ListSpec> ReadList(const std::string& name, TableReader table);
// [[endpoint]]
Result<EndpointSpec> ReadEndpoint(TableReader table);

}  // namespace fxlake::sources
