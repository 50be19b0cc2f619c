// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {
class ParseError;
}

namespace fxlake::cli {

// What is wrong with a command line, in this program's words and not in those of the parser of options:
// "--limit does not accept the value \"x\"". Unexpected words and options are not explained here.
std::string ParseErrorText(const CLI::ParseError& error);

}  // namespace fxlake::cli
