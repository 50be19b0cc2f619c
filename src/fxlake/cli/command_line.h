// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Marks arguments that begin with a hyphen but are not options: those after "--" and negative numbers. CLI11
// recognizes a negative number only when a digit follows the hyphen, and treats arguments after "--" as
// options once all positional arguments are present.
namespace fxlake::cli {

// The arguments after the program's name, without "--"; the ones described above are marked.
std::vector<std::string> MarkedWords(int argc, const char* const* argv);

bool IsMarked(std::string_view word);
// The argument as typed.
std::string WithoutMark(std::string word);
// As above, for each word of a text.
std::string WithoutMarks(std::string text);

}  // namespace fxlake::cli
