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
    {ErrorKind::invalid_input, "the input breaks a rule: a wrong option, an error in a source file"},
    {ErrorKind::not_found, "something does not exist: a rate, a source, a run"},
    {ErrorKind::conflict, "another process changed the same data first: try again"},
    {ErrorKind::unavailable, "a server, a disk or the network did not respond correctly: try again later"},
    {ErrorKind::throttled, "a server requires a slower pace"},
    {ErrorKind::denied, "permission is missing"},
    {ErrorKind::corrupt, "stored bytes differ from the bytes written: fxlake doctor lists them"},
    {ErrorKind::internal, "a fault in this program"},
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
  if (!parameter.fallback.empty())
    text += fmt::format("{} Default: {}.", text.ends_with('.') ? "" : ".", parameter.fallback);
  return text;
}

Rows RowsOf(const std::vector<Parameter>& parameters, bool words) {
  Rows rows;
  for (const auto& parameter : parameters) {
    if ((parameter.kind == Parameter::Kind::word) == words)
      rows.emplace_back(Signature(parameter), Explanation(parameter));
  }
  return rows;
}

Rows ExitCodes() {
  Rows rows = {{"0", "success"}, {"1", "the command ran, but a check, a source or a test failed"}};
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
      rows.emplace_back(parameter.environment, fmt::format("default of {}", parameter.names.back()));
  }
  rows.emplace_back("FXLAKE_DUCKDB", "path of libduckdb.so. Default: the file next to the program.");
  rows.emplace_back(
      "FXLAKE_HISTORY",
      "recording of the ECB's rates for demo and serve --seed. Default: the one in the package.");
  rows.emplace_back(
      "AWS_PROFILE, AWS_REGION ...",
      "credentials, region and endpoint for a lake on S3, with the same meaning as in AWS's own tools");
  rows.emplace_back("https_proxy, no_proxy", "proxies, with the same meaning as in libcurl");
  return rows;
}

Rows ConfigKeys() {
  Rows rows;
  for (const auto& field : ConfigFields()) {
    const auto table = field.table.empty() ? "" : fmt::format("[{}] ", field.table);
    rows.emplace_back(fmt::format("{}{} = {}", table, field.key, field.value), std::string(field.help));
  }
  rows.emplace_back("[source.NAME] PARAMETER = TEXT",
                    "parameter of that source, as listed by \"fxlake source show NAME\"");
  return rows;
}

}  // namespace fxlake::cli
