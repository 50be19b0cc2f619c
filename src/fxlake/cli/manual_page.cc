// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/manual_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/cli/usage.h"

namespace fxlake::cli {
namespace {

// Text as roff shows it: no line of it is a request, a hyphen stays what is typed.
std::string Roff(std::string_view text) {
  std::string roff;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && (c == '.' || c == '\'')) roff += "\\&";
    if (c == '\\') {
      roff += "\\e";
    } else if (c == '-') {
      roff += "\\-";
    } else {
      roff += c;
    }
    at_start = c == '\n';
  }
  return roff;
}

std::string FileOf(std::string_view command) {
  std::string name = "fxlake-" + std::string(command);
  std::ranges::replace(name, ' ', '-');
  return name;
}

std::string Head(std::string_view name, std::string_view summary) {
  return fmt::format(".TH {} 1 \"\" \"fxlake " FXLAKE_VERSION "\" \"FXLake\"\n.SH NAME\n{} \\- {}\n",
                     Roff(name), Roff(name), Roff(summary));
}

std::string Section(std::string_view title, std::string_view body) {
  return body.empty() ? "" : fmt::format(".SH {}\n{}", title, body);
}

std::string Paragraphs(std::string_view text) {
  std::string body;
  while (!text.empty()) {
    const auto end = std::min(text.find("\n\n"), text.size());
    body += ".PP\n" + Roff(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return body;
}

std::string Definitions(const Rows& rows) {
  std::string body;
  for (const auto& [term, meaning] : rows) body += fmt::format(".TP\n.B {}\n{}\n", Roff(term), Roff(meaning));
  return body;
}

std::string CommandPage(const Description& description, const CommandDescription& command) {
  auto page = Head(FileOf(command.name), command.summary);
  page += Section("SYNOPSIS", Roff(UsageLine(command)) + "\n");
  page += Section("DESCRIPTION", Paragraphs(command.details));
  page += Section("ARGUMENTS", Definitions(RowsOf(command.parameters, true)));
  page += Section("OPTIONS", Definitions(RowsOf(command.parameters, false)));
  page += Section("GLOBAL OPTIONS", Definitions(RowsOf(description.global, false)));
  std::string examples;
  for (const auto& example : command.examples) examples += Roff(example) + "\n";
  if (!examples.empty()) page += Section("EXAMPLES", ".nf\n" + examples + ".fi\n");
  return page + Section("SEE ALSO", ".BR fxlake (1)\n");
}

std::string ProgramPage(const Description& description) {
  auto page = Head("fxlake", kTagline);
  page += Section("SYNOPSIS", "fxlake COMMAND [arguments and options]\n");
  Rows commands;
  for (const auto& command : description.commands) commands.emplace_back(command.name, command.summary);
  page += Section("COMMANDS", Definitions(commands));
  page += Section("GLOBAL OPTIONS", Definitions(RowsOf(description.global, false)));
  page += Section("CONFIGURATION", Paragraphs(kConfigIntroduction) + Definitions(ConfigKeys()));
  page += Section("ENVIRONMENT", Definitions(EnvironmentVariables(description)));
  page += Section("EXIT STATUS", Definitions(ExitCodes()));
  return page;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> ManualPages(const Description& description) {
  std::vector<std::pair<std::string, std::string>> pages = {{"fxlake.1", ProgramPage(description)}};
  for (const auto& command : description.commands)
    pages.emplace_back(FileOf(command.name) + ".1", CommandPage(description, command));
  return pages;
}

}  // namespace fxlake::cli
