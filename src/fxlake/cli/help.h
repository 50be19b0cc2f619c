// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/cli/description.h"

// The texts that people read of the program, made of its own description; lines up to 100 columns.
namespace fxlake::cli {

// The program's own page: every command by section, options, environment, exit codes.
std::string ProgramHelp(const Description& description);
// The page of one command.
std::string CommandHelp(const Description& description, const CommandDescription& command);
// The commands of a group ("source"), or "" when no command lies in it.
std::string GroupHelp(const Description& description, std::string_view group);
// The keys of fxlake.toml.
std::string ConfigHelp();
// All pages in Markdown: docs/reference/cli.md.
std::string MarkdownReference(const Description& description);

}  // namespace fxlake::cli
