// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/body/read.h"

namespace fxlake::sources {

struct SpecGuess {
  std::string toml;     // a whole source file, with comments
  ReadOutcome outcome;  // the result of its reader for the sample
};

// Generates a source file for a sample response: the format from its bytes, rows and fields by trying all
// plausible candidates and keeping the one that reads most rates. `url` is the sample's URL, or "". not_found
// when nothing in it looks like rates.
Result<SpecGuess> GuessSpec(const std::string& name, const std::string& url, const std::string& bytes);

}  // namespace fxlake::sources
