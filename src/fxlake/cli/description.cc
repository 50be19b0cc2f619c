// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/description.h"

#include <algorithm>

#include "fxlake/cli/command.h"

namespace fxlake::cli {
namespace {

constexpr std::string_view kExamples = "Examples:\n";

// Splits a command's details at "Examples:", after which each line is one.
void ReadDetails(std::string_view details, CommandDescription& command) {
  const auto examples = details.find(kExamples);
  auto text = details.substr(0, examples);
  while (text.ends_with('\n')) text.remove_suffix(1);
  command.details = text;
  // Only an empty line ends a paragraph.
  for (std::size_t i = 1; i + 1 < command.details.size(); ++i) {
    if (command.details[i] == '\n' && command.details[i + 1] != '\n' && command.details[i - 1] != '\n')
      command.details[i] = ' ';
  }
  if (examples == std::string_view::npos) return;
  auto rest = details.substr(examples + kExamples.size());
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    auto line = rest.substr(0, end);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (!line.empty()) command.examples.emplace_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace

const CommandDescription* Description::Find(std::string_view name) const {
  const auto found = std::ranges::find(commands, name, &CommandDescription::name);
  return found == commands.end() ? nullptr : &*found;
}

void DeclareGlobalOptions(Arguments& arguments, GlobalOptions& options) {
  arguments.Option("--lake URI", options.lake,
                   "Location of the lake: a folder, or a URI file://FOLDER or s3://bucket/prefix");
  arguments.FromEnvironment("FXLAKE_LAKE");
  arguments.Option("--raw URI", options.raw, "Location of the raw zone. Default: in the lake.");
  arguments.FromEnvironment("FXLAKE_RAW");
  arguments.Option("--sources DIR", options.sources_folder,
                   "Folder of source files that add to the built-in ones or replace those of the same name");
  arguments.FromEnvironment("FXLAKE_SOURCES");
  arguments.Option(
      "--config FILE", options.config_file,
      "Configuration file (see \"fxlake help config\"). Command-line options and environment variables "
      "take precedence.");
  arguments.FromEnvironment("FXLAKE_CONFIG");
  arguments.Option("--today DATE", options.today,
                   "Date (YYYY-MM-DD) to use as today; fetched data still gets the machine's own time");
  arguments.Flag("--json", options.json, "Print the result as JSON on standard output");
  arguments.Flag("-q,--quiet", options.quiet, "Print no notes on standard error");
  arguments.Flag("--verbose", options.verbose, "Also list the quality rules that passed");
}

Description DescribeProgram() {
  Description description;
  GlobalOptions options;
  Arguments global(nullptr);
  DeclareGlobalOptions(global, options);
  description.global = global.parameters();
  for (const auto& command : AllCommands()) {
    Arguments arguments(nullptr);
    (void)command.declare(arguments);
    CommandDescription described{
        std::string(command.section), std::string(command.name), std::string(command.summary), "", {},
        arguments.parameters()};
    ReadDetails(command.details, described);
    description.commands.push_back(std::move(described));
  }
  return description;
}

}  // namespace fxlake::cli
