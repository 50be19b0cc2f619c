// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>

#include "fxlake/cli/config.h"
#include "fxlake/cli/help.h"
#include "fxlake/cli/usage.h"

namespace fxlake::cli {
namespace {

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string Table(std::string_view left, std::string_view right, const Rows& rows) {
  auto text = fmt::format("| {} | {} |\n|---|---|\n", left, right);
  for (const auto& [name, meaning] : rows)
    text += fmt::format("| `{}` | {} |\n", Escaped(name), Escaped(meaning));
  return text + "\n";
}

std::string ParameterTable(std::string_view title, const std::vector<Parameter>& parameters) {
  Rows rows;
  for (const auto& parameter : parameters) rows.emplace_back(Signature(parameter), Explanation(parameter));
  return rows.empty() ? "" : Table(title, "Meaning", rows);
}

std::string CommandPage(const CommandDescription& command) {
  auto text = fmt::format("### fxlake {}\n\n{}.\n\n```\n{}\n```\n\n", command.name, command.summary,
                          UsageLine(command));
  if (!command.details.empty()) text += command.details + "\n\n";
  text += ParameterTable("Argument or option", command.parameters);
  if (command.examples.empty()) return text;
  text += "```sh\n";
  for (const auto& example : command.examples) text += example + "\n";
  return text + "```\n\n";
}

}  // namespace

std::string MarkdownReference(const Description& description) {
  std::string text =
      "# Command line\n"
      "\n"
      "The command `fxlake help --markdown` prints this page.\n"
      "\n";
  std::string section;
  for (const auto& command : description.commands) {
    if (command.section != section) text += fmt::format("## {}\n\n", command.section);
    section = command.section;
    text += CommandPage(command);
  }
  text +=
      "## Global options\n"
      "\n" +
      ParameterTable("Option", description.global);
  text += "## Environment\n\n" + Table("Variable", "Meaning", EnvironmentVariables(description));
  text +=
      "## Configuration file fxlake.toml\n"
      "\n" +
      std::string(kConfigIntroduction) + "\n\n" + Table("Key", "Meaning", ConfigKeys());
  text += fmt::format("```toml\n{}```\n\n", kConfigExample);
  text += "## Exit codes\n\n" + Table("Code", "Meaning", ExitCodes());
  text.pop_back();
  return text;
}

}  // namespace fxlake::cli
