// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "fxlake/base/nearest.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/help.h"
#include "fxlake/cli/manual_page.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::vector<std::string> words;
  bool markdown = false;
  std::optional<std::string> manual;
};

Result<int> WriteManual(const std::string& folder, const Description& description) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  for (const auto& [name, page] : ManualPages(description)) {
    std::ofstream file(std::filesystem::path(folder) / name, std::ios::binary);
    file << page << std::flush;
    if (!file) return Denied("writing the manual: cannot write " + folder + "/" + name);
  }
  return kSuccess;
}

Result<int> Help(Session& session, const Options& options) {
  const auto description = DescribeProgram();
  if (options.manual) return WriteManual(*options.manual, description);
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
          "  fxlake help --markdown > docs/reference/cli.md\n"
          "  fxlake help --manual ~/.local/share/man/man1",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Words("command", options->words, "Command name, or \"config\"");
            arguments.Flag("--markdown", options->markdown, "Print all help pages as Markdown");
            arguments.Option("--manual DIR", options->manual,
                             "Write all help pages as manual pages to a folder");
            return [options](Session& session) { return Help(session, *options); };
          }};
}

}  // namespace fxlake::cli
