// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/session.h"

namespace fxlake::cli {

// The description of one command.
struct CommandDescription {
  std::string section;  // heading under which help lists it
  std::string name;     // "rates", "source list"
  std::string summary;  // one line
  std::string details;  // paragraphs; "" for none
  std::vector<std::string> examples;
  std::vector<Parameter> parameters;
};

// The description of the whole program, from which help, completion and the reference page are generated.
struct Description {
  std::vector<Parameter> global;
  std::vector<CommandDescription> commands;

  // nullptr when there is no such command.
  const CommandDescription* Find(std::string_view name) const;
};

// Declares the options that every command accepts.
void DeclareGlobalOptions(Arguments& arguments, GlobalOptions& options);

Description DescribeProgram();

}  // namespace fxlake::cli
