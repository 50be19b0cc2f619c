// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/cli/command.h"

// Every command, each made in the file of its name or of its nearest relative.
namespace fxlake::cli {

Command RunCommand();
Command BackfillCommand();
Command IngestCommand();
Command TransformCommand();
Command RebuildCommand();
Command ValidateCommand();
Command QueryCommand();
Command QualityCheckCommand();
Command QualitySqlCommand();

}  // namespace fxlake::cli
