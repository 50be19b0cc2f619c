// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/usage.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "fxlake/base/error.h"
#include "fxlake/cli/config.h"

namespace fxlake::cli {
namespace {

struct KindMeaning {
  ErrorKind kind;
  std::string_view meaning;
};

constexpr std::array<KindMeaning, 8> kMeanings = {{
    {ErrorKind::invalid_input, "what was given breaks a rule: a wrong option, a source file with a mistake"},
    {ErrorKind::not_found, "it is not there: a rate, a source, a run"},
    {ErrorKind::conflict, "somebody else was first: try again"},
    {ErrorKind::unavailable, "a server, a disk or the network did not answer properly: try again later"},
    {ErrorKind::throttled, "a server asks for a slower pace"},
    {ErrorKind::denied, "no permission"},
    {ErrorKind::corrupt, "stored bytes are not what was written: fxlake doctor says which"},
    {ErrorKind::internal, "a fault of this program"},
}};

}  // namespace

std::string UsageLine(const CommandDescription& command) {
  std::string line = "fxlake " + command.name;
  bool options = false;
  for (const auto& parameter : command.parameters) {
    if (parameter.kind != Parameter::Kind::word) {
      options = true;
      continue;
    }
    const auto& name = parameter.names.front();
    line += parameter.required ? " " + name : fmt::format(" [{}]{}", name, parameter.repeated ? "..." : "");
  }
  return options ? line + " [options]" : line;
}

std::string Signature(const Parameter& parameter) {
  auto names = fmt::format("{}", fmt::join(parameter.names, ", "));
  if (parameter.kind == Parameter::Kind::option) return names + " " + parameter.value;
  return names;
}

std::string Explanation(const Parameter& parameter) {
  auto text = parameter.help;
  if (parameter.kind == Parameter::Kind::word && parameter.IsChoice()) text += ": " + parameter.value;
  if (!parameter.fallback.empty()) text += fmt::format(" [{}]", parameter.fallback);
  return text;
}

Rows ExitCodes() {
  Rows rows = {{"0", "all is well"},
               {"1", "the work was done and the answer is no: a check, a source or a test failed"}};
  for (const auto& [kind, meaning] : kMeanings) {
    const auto& traits = TraitsOf(kind);
    rows.emplace_back(std::to_string(traits.exit_code), fmt::format("{}: {}", traits.name, meaning));
  }
  return rows;
}

Rows EnvironmentVariables(const Description& description) {
  Rows rows;
  for (const auto& parameter : description.global) {
    if (!parameter.environment.empty())
      rows.emplace_back(parameter.environment, fmt::format("stands in for {}", parameter.names.back()));
  }
  rows.emplace_back("FXLAKE_DUCKDB", "the file libduckdb.so to use instead of the one beside the program");
  rows.emplace_back("AWS_PROFILE, AWS_REGION ...",
                    "credentials, region and endpoint of a lake on S3, as AWS's own tools read them");
  rows.emplace_back("https_proxy, no_proxy", "proxies, as libcurl reads them");
  return rows;
}

Rows ConfigKeys() {
  Rows rows;
  for (const auto& field : ConfigFields()) {
    const auto table = field.table.empty() ? "" : fmt::format("[{}] ", field.table);
    rows.emplace_back(fmt::format("{}{} = {}", table, field.key, field.value), std::string(field.help));
  }
  rows.emplace_back("[source.NAME] PARAMETER = TEXT",
                    "a parameter of that source, as \"fxlake source show NAME\" lists them");
  return rows;
}

}  // namespace fxlake::cli
