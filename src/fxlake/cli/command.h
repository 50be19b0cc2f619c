// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/cli/arguments.h"
#include "fxlake/cli/session.h"

namespace fxlake::cli {

// What a command does once its words are read: the exit code, or an error whose kind gives one.
using Action = std::function<Result<int>(Session&)>;

// One command of the program, made by a function of commands.h.
struct Command {
  std::string_view name;     // "query", or "source list" for a command of a group
  std::string_view summary;  // one line
  std::string_view details;  // paragraphs for --help, then "Examples:" and an example a line
  std::function<Action(Arguments&)> declare;
  std::string_view section = {};  // of help, set where commands are listed
};

inline constexpr int kSuccess = 0;
inline constexpr int kFailed = 1;  // it did its work, and the answer is no: a check failed, a source failed

// Section by section, in the order in which help shows them.
std::vector<Command> AllCommands();

}  // namespace fxlake::cli
