// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/body/read.h"

namespace fxlake::sources {

struct SpecGuess {
  std::string toml;     // a whole source file, with comments
  ReadOutcome outcome;  // what its reader reads out of the sample
};

// A source file for a sample of a bank's answer: its format by its bytes, its rows and fields by trying what
// looks like them, of which the way that reads the most rates is taken. `url` is where the sample came from,
// or "". not_found when nothing in it looks like rates.
Result<SpecGuess> GuessSpec(const std::string& name, const std::string& url, const std::string& bytes);

}  // namespace fxlake::sources
