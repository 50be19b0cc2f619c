// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/commands.h"

namespace fxlake::cli {

// In the order in which help shows them.
std::vector<Command> AllCommands() {
  return {
      RunCommand(),
      BackfillCommand(),
      IngestCommand(),
      TransformCommand(),
      RebuildCommand(),
      ValidateCommand(),
      QueryCommand(),
      QualityCheckCommand(),
      QualitySqlCommand(),
  };
}

}  // namespace fxlake::cli
