// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/session.h"

namespace fxlake::cli {

// One command as it describes itself.
struct CommandDescription {
  std::string section;  // under which help lists it
  std::string name;     // "rates", "source list"
  std::string summary;  // one line
  std::string details;  // paragraphs; "" for none
  std::vector<std::string> examples;
  std::vector<Parameter> parameters;
};

// The whole program: the one fact out of which help, completion and the reference page are made.
struct Description {
  std::vector<Parameter> global;
  std::vector<CommandDescription> commands;

  // nullptr when there is no such command.
  const CommandDescription* Find(std::string_view name) const;
};

// Declares the options that every command takes.
void DeclareGlobalOptions(Arguments& arguments, GlobalOptions& options);

Description DescribeProgram();

}  // namespace fxlake::cli
