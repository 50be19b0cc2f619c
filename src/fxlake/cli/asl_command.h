// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/cli/command.h"

namespace fxlake::cli {

Command AslRunCommand();
Command AslValidateCommand();
Command AslGraphCommand();
Command AslConvertCommand();

}  // namespace fxlake::cli
