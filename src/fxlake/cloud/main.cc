// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/main.h"

#include <exception>
#include <iostream>
#include <iterator>
#include <vector>

#include "fxlake/cloud/command.h"
#include "fxlake/cloud/serve.h"

namespace fxlake::cloud {
namespace {

void Print(std::FILE* file, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), file);
  std::fflush(file);
}

int Failure(const Error& error) {
  Print(stderr, ToLambda(error).Dump() + "\n");
  return TraitsOf(error.kind()).exit_code;
}

// The step named by _HANDLER; a part before a dot is the file name of other runtimes.
Result<std::string> HandlerName(const ProcessEnvironment& environment) {
  const char* value = environment.variable("_HANDLER");
  const std::string_view handler = value == nullptr ? "" : value;
  std::string name(handler.substr(handler.rfind('.') + 1));
  if (pipeline::FindHandler(name) != nullptr) return name;
  return InvalidInput("reading the environment: _HANDLER is \"" + std::string(handler) +
                      "\", but must be ingest, transform or validate");
}

int ServeRuntime(const ProcessEnvironment& environment, const char* address) {
  RuntimeApi api(environment.network, address);
  const auto name = HandlerName(environment);
  auto steps = name ? Steps::Open(environment) : Result<std::unique_ptr<Steps>>(name.error());
  if (!steps) {
    const auto reported = api.FailInitialization(steps.error());
    return Failure(reported ? steps.error() : steps.error().In(reported.error().message()));
  }
  return Failure(Serve(api, [&](const Invocation& invocation, const Json& event) {
    return (*steps)->Do(*name, invocation, event);
  }));
}

Result<Json> DoCommand(const ProcessEnvironment& environment, std::span<const std::string_view> words) {
  const auto read_input = [] { return std::string(std::istreambuf_iterator<char>(std::cin), {}); };
  ASSIGN_OR_RETURN(const auto command, ParseCommand(words, read_input));
  ASSIGN_OR_RETURN(const auto steps, Steps::Open(environment));
  return steps->Do(command.step, Invocation(), command.event);
}

}  // namespace

int Main(int argc, char** argv, const ProcessEnvironment& environment) try {
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  const char* address = environment.variable("AWS_LAMBDA_RUNTIME_API");
  if (address != nullptr) return ServeRuntime(environment, address);  // regardless of the arguments
  if (words.empty() || words[0] == "--help") {
    Print(words.empty() ? stderr : stdout, CommandHelp());
    return words.empty() ? TraitsOf(ErrorKind::invalid_input).exit_code : 0;
  }
  if (words[0] == "--version") {
    Print(stdout, "fxlake-cloud " FXLAKE_VERSION "\n");
    return 0;
  }
  const auto answer = DoCommand(environment, words);
  if (!answer) return Failure(answer.error());
  Print(stdout, answer->Dump() + "\n");
  return 0;
} catch (const std::exception& thrown) {
  return Failure(Internal(std::string("internal error or insufficient memory: ") + thrown.what()));
}

}  // namespace fxlake::cloud
