// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Which words of a command line are no options, although they begin with a hyphen: those after "--", and
// negative numbers. The parser of options knows the second only as far as a digit follows, and takes what is
// after "--" for options when all words of a command are there.
namespace fxlake::cli {

// The words after the program's name without "--", each of these marked.
std::vector<std::string> MarkedWords(int argc, const char* const* argv);

bool IsMarked(std::string_view word);
// A word as it was typed.
std::string WithoutMark(std::string word);
// The same of each word in a text.
std::string WithoutMarks(std::string text);

}  // namespace fxlake::cli
