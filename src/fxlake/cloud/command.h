// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/base/json.h"

namespace fxlake::cloud {

// One step given on the command line: `transform --source ecb --execution nightly-1`.
struct Command {
  std::string step;
  Json event;
};

// The step and event of a command line. `read_input` returns standard input, for `--event -`. invalid_input
// names the offending argument.
Result<Command> ParseCommand(std::span<const std::string_view> words,
                             const std::function<std::string()>& read_input);

std::string_view CommandHelp();

}  // namespace fxlake::cloud
