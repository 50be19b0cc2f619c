// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/sources/language/spec.h"
#include "fxlake/sources/language/table_reader.h"

// Parsers of the tables of a source file. Errors: see ParseSpec.
namespace fxlake::sources {

// As ParseSpec; collects the keys of the language in `shapes` unless it is null.
Result<Spec> ParseSpecNoting(std::string_view toml, const std::string& file, KeyShapes* shapes);
// format, rows, and how bytes are converted to them. Mistakes are recorded in the table reader.
void ReadBodyKeys(TableReader& table, BodySpec& body);
// The regular expression of an optional key.
std::optional<Pattern> ReadPattern(TableReader& table, std::string_view key);
// [read.NAME]
Result<ReadSpec> ReadReader(const std::string& name, TableReader table);
// [list.NAME]
Result<ListSpec> ReadList(const std::string& name, TableReader table);
// [[endpoint]]
Result<EndpointSpec> ReadEndpoint(TableReader table);

}  // namespace fxlake::sources
