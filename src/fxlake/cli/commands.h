// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/cli/command.h"

// Every command, each made in the file of its name.
namespace fxlake::cli {

Command RunCommand();

}  // namespace fxlake::cli
