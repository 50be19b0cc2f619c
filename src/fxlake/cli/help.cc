// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/text.h"
#include "fxlake/cli/config.h"
#include "fxlake/cli/usage.h"

namespace fxlake::cli {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kMostSignature = 30;

// `text` in lines of at most kWidth columns, indented except for the first; its line breaks are kept.
std::string Wrapped(std::string_view text, std::size_t indent) {
  std::string wrapped;
  std::size_t column = indent;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" \n"), text.size());
    const auto word = text.substr(0, end);
    if (column > indent && column + 1 + word.size() > kWidth) {
      wrapped += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      wrapped += ' ';
      ++column;
    }
    wrapped += word;
    column += word.size();
    if (end < text.size() && text[end] == '\n') {
      wrapped += "\n" + std::string(end + 1 < text.size() && text[end + 1] != '\n' ? indent : 0, ' ');
      column = indent;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return wrapped;
}

std::string Heading(std::string_view title) { return "\n" + UpperCase(title) + "\n"; }

// Two columns, the first at least `width` wide; a long entry is on a line of its own.
std::string TwoColumns(const Rows& rows, std::size_t width = 0) {
  for (const auto& [left, right] : rows) {
    if (left.size() <= kMostSignature) width = std::max(width, left.size());
  }
  std::string text;
  for (const auto& [left, right] : rows) {
    const auto indent = width + 4;
    text += left.size() <= width ? fmt::format("  {:<{}}  ", left, width)
                                 : fmt::format("  {}\n{}", left, std::string(indent, ' '));
    text += Wrapped(right, indent) + "\n";
  }
  return text;
}

Rows GlobalRows(const Description& description) {
  auto rows = RowsOf(description.global, false);
  rows.emplace_back("-h, --help", "Show this help");
  return rows;
}

Rows CommandsIn(const Description& description, std::string_view section) {
  Rows rows;
  for (const auto& command : description.commands) {
    if (command.section == section) rows.emplace_back(command.name, command.summary);
  }
  return rows;
}

// In order of first occurrence.
std::vector<std::string> Sections(const Description& description) {
  std::vector<std::string> sections;
  for (const auto& command : description.commands) {
    if (std::ranges::find(sections, command.section) == sections.end()) sections.push_back(command.section);
  }
  return sections;
}

}  // namespace

std::string ProgramHelp(const Description& description) {
  auto text = Wrapped(kTagline, 0) + "\n" + Heading("USAGE") + "  fxlake COMMAND [arguments and options]\n";
  std::size_t width = 0;
  for (const auto& command : description.commands) width = std::max(width, command.name.size());
  for (const auto& section : Sections(description))
    text += Heading(section) + TwoColumns(CommandsIn(description, section), width);
  auto options = GlobalRows(description);
  options.emplace_back("--version", "Show the version");
  text += Heading("GLOBAL OPTIONS") + TwoColumns(options);
  text += Heading("ENVIRONMENT") + TwoColumns(EnvironmentVariables(description));
  text += Heading("EXIT CODES") + TwoColumns(ExitCodes());
  text += Heading("EXAMPLES") +
          "  fxlake run                               fetch, transform and validate\n"
          "  fxlake rates EUR USD JPY                 today's rates\n"
          "  fxlake convert 100 USD CHF               an amount and its derivation\n"
          "  fxlake COMMAND --help                    help for one command\n";
  return text;
}

std::string CommandHelp(const Description& description, const CommandDescription& command) {
  auto text = fmt::format("fxlake {} - {}\n", command.name, command.summary);
  text += Heading("USAGE") + "  " + UsageLine(command) + "\n";
  if (!command.details.empty()) text += "\n  " + Wrapped(command.details, 2) + "\n";
  if (const auto words = RowsOf(command.parameters, true); !words.empty())
    text += Heading("ARGUMENTS") + TwoColumns(words);
  if (const auto options = RowsOf(command.parameters, false); !options.empty())
    text += Heading("OPTIONS") + TwoColumns(options);
  text += Heading("GLOBAL OPTIONS") + TwoColumns(GlobalRows(description));
  if (!command.examples.empty()) text += Heading("EXAMPLES");
  for (const auto& example : command.examples) text += "  " + example + "\n";
  return text + "\nExit codes and environment variables: fxlake --help\n";
}

std::string GroupHelp(const Description& description, std::string_view group) {
  Rows rows;
  for (const auto& command : description.commands) {
    if (command.name.starts_with(std::string(group) + " ")) rows.emplace_back(command.name, command.summary);
  }
  if (rows.empty()) return "";
  return fmt::format(
      "fxlake {} - subcommands\n"
      "\n"
      "{}\n"
      "Help for one subcommand: fxlake {} --help\n",
      group, TwoColumns(rows), rows.front().first);
}

std::string ConfigHelp() {
  std::string example(kConfigExample);
  for (auto at = example.find('\n'); at + 1 < example.size(); at = example.find('\n', at + 1)) {
    if (example[at + 1] != '\n') example.insert(at + 1, "  ");
  }
  return "fxlake.toml - configuration file\n"
         "\n"
         "  " +
         Wrapped(kConfigIntroduction, 2) + "\n" + Heading("KEYS") + TwoColumns(ConfigKeys()) +
         Heading("EXAMPLE") + "  " + example;
}

}  // namespace fxlake::cli
