// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/commands.h"

namespace fxlake::cli {

std::vector<Command> AllCommands() { return {RunCommand()}; }

}  // namespace fxlake::cli
