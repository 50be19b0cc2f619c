// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/command.h"

#include <algorithm>
#include <array>

namespace fxlake::cloud {
namespace {

constexpr std::array<std::string_view, 3> kSteps = {"ingest", "transform", "validate"};
constexpr std::array<std::string_view, 4> kFields = {"source", "execution", "from", "to"};

constexpr std::string_view kHelp =
    R"(fxlake-cloud: the steps of the FXLake workflow as a Lambda function, a job or a command

  fxlake-cloud                                 serves the Lambda Runtime API (AWS_LAMBDA_RUNTIME_API) with the step named by _HANDLER
  fxlake-cloud ingest --source S [--from D] [--to D] [--execution NAME]
  fxlake-cloud transform --source S [--execution NAME]
  fxlake-cloud validate --event JSON|-         "-" reads the event from standard input; every step accepts an event

Environment variables set the lake (FXLAKE_LAKE) and all other options: see docs/reference/cloud.md.
A command prints the result of the step on standard output, and logs and metrics on standard error.
)";

bool IsOneOf(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::string_view CommandHelp() { return kHelp; }

Result<Command> ParseCommand(std::span<const std::string_view> words,
                             const std::function<std::string()>& read_input) {
  if (words.empty()) return InvalidInput("the step is missing: expected ingest, transform or validate");
  if (!IsOneOf(kSteps, words[0]))
    return InvalidInput("unknown step \"" + std::string(words[0]) +
                        "\": expected ingest, transform or validate");
  Command command{.step = std::string(words[0]), .event = Json::EmptyObject()};
  for (std::size_t i = 1; i < words.size(); i += 2) {
    const auto word = words[i];
    const auto name = word.starts_with("--") ? word.substr(2) : std::string_view();
    if (name != "event" && !IsOneOf(kFields, name))
      return InvalidInput("unknown option \"" + std::string(word) + "\"");
    if (i + 1 == words.size()) return InvalidInput("the option " + std::string(word) + " needs a value");
    if (name != "event") {
      command.event.Set(name, words[i + 1]);
      continue;
    }
    ASSIGN_OR_RETURN(
        const auto event,
        Json::Parse(words[i + 1] == "-" ? read_input() : std::string(words[i + 1])).In("reading --event"));
    if (!event.is_object()) return InvalidInput("reading --event: it is not a JSON object");
    for (const auto& [key, value] : event.object()) command.event.Set(key, value);
  }
  return command;
}

}  // namespace fxlake::cloud
