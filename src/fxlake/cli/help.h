// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/cli/description.h"

// Help texts, generated from the program's description; lines of at most 100 columns.
namespace fxlake::cli {

// The program's page: commands by section, options, environment variables, exit codes.
std::string ProgramHelp(const Description& description);
// The page of one command.
std::string CommandHelp(const Description& description, const CommandDescription& command);
// The commands of a group ("source"); "" when the group has no command.
std::string GroupHelp(const Description& description, std::string_view group);
// The keys of fxlake.toml.
std::string ConfigHelp();
// All pages in Markdown: docs/reference/cli.md.
std::string MarkdownReference(const Description& description);

}  // namespace fxlake::cli
