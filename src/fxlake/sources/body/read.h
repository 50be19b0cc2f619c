// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "fxlake/sources/row/row_interpreter.h"

namespace fxlake::sources {

// Reads a response body according to its spec. invalid_input, with what was expected and found, when the body
// has the wrong format, lacks the expected shape or any row, or has more rejected rows than accepted ones.
// Parts of a large table are read in parallel by up to `threads` threads (0: one per core), with the same
// outcome.
Result<ReadOutcome> ReadBody(const ReadSpec& spec, std::string bytes,
                             const std::map<std::string, std::string>& variables, std::size_t threads = 1);

// The labels as a `codes` table for a source file, with empty codes to fill in and the number of occurrences.
// "" when there are none.
std::string CodesToMap(const std::map<std::string, std::uint64_t>& unknown_labels);

}  // namespace fxlake::sources
