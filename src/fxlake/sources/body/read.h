// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "fxlake/sources/row/row_interpreter.h"

namespace fxlake::sources {

// Reads a body by its description. invalid_input, saying what was expected and what came, when the body is
// not what the source should send: not of the format, without the expected shape or any row, or with more
// rows refused than taken. Of a large table several parts are read at once, by as many threads (0: one for
// each core); the outcome is the same.
Result<ReadOutcome> ReadBody(const ReadSpec& spec, std::string bytes,
                             const std::map<std::string, std::string>& variables, std::size_t threads = 1);

// The labels as a `codes` table of a source file, whose codes are left to be filled in, with how often each
// was met. "" when there are none.
std::string CodesToMap(const std::map<std::string, std::uint64_t>& unknown_labels);

}  // namespace fxlake::sources
