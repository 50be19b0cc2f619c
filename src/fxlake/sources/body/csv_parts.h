// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// A CSV table split at line ends for parallel reading: each part together with the header is a document that
// yields the same rows as within the whole.
struct CsvParts {
  std::string_view header;
  std::vector<std::string_view> parts;
  std::vector<std::size_t> lines_before = {};  // of each part, in the parts before it
};

// Parts of about `bytes` bytes. Empty when the meaning of a row may depend on more than the header and its
// own line: quoted cells, banners, fields carried from row to row. `sources` are the spec's
// (row_interpreter.h).
CsvParts CutCsv(const ReadSpec& spec, std::span<const FieldSource* const> sources, std::string_view document,
                std::size_t bytes);

}  // namespace fxlake::sources
