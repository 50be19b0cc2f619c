// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/cli/arguments.h"
#include "fxlake/cli/session.h"

namespace fxlake::cli {

// Runs a command after its arguments are parsed. Returns the exit code, or an error whose kind determines it.
using Action = std::function<Result<int>(Session&)>;

// One command of the program; created by a function of commands.h.
struct Command {
  std::string_view name;     // "query", or "source list" for a command in a group
  std::string_view summary;  // one line
  std::string_view details;  // paragraphs for --help, then "Examples:" with one example per line
  std::function<Action(Arguments&)> declare;
  std::string_view section = {};  // section in help, set where commands are listed
};

inline constexpr int kSuccess = 0;
// the command worked, but the result is negative: a check or a source failed
inline constexpr int kFailed = 1;

// All commands, grouped by section in the order of help.
std::vector<Command> AllCommands();

}  // namespace fxlake::cli
