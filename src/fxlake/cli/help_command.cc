// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/base/nearest.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/help.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::vector<std::string> words;
  bool markdown = false;
};

Result<int> Help(Session& session, const Options& options) {
  const auto description = DescribeProgram();
  if (options.markdown) {
    session.Print(MarkdownReference(description));
    return kSuccess;
  }
  std::string name;
  for (const auto& word : options.words) name += (name.empty() ? "" : " ") + word;
  if (name.empty()) {
    session.Print(ProgramHelp(description));
  } else if (name == "config") {
    session.Print(ConfigHelp());
  } else if (const auto* command = description.Find(name)) {
    session.Print(CommandHelp(description, *command));
  } else if (const auto group = GroupHelp(description, name); !group.empty()) {
    session.Print(group);
  } else {
    std::vector<std::string_view> known;
    for (const auto& each : description.commands) known.push_back(each.name);
    return InvalidInput(fmt::format("there is no command {}{}", name, DidYouMean(name, known)));
  }
  return kSuccess;
}

}  // namespace

Command HelpCommand() {
  return {"help", "Show help for the program, a command or the configuration file",
          "Examples:\n"
          "  fxlake help\n"
          "  fxlake help source try\n"
          "  fxlake help config\n"
          "  fxlake help --markdown > docs/reference/cli.md",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Words("command", options->words, "Command name, or \"config\"");
            arguments.Flag("--markdown", options->markdown, "Print all help pages as Markdown");
            return [options](Session& session) { return Help(session, *options); };
          }};
}

}  // namespace fxlake::cli
