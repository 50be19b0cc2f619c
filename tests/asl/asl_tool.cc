// SPDX-License-Identifier: Apache-2.0
// The `asl` commands alone, for running conformance cases without the whole program: asl_tool asl run ...
#include <charconv>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "fxlake/cli/asl_actions.h"

namespace fxlake::cli {
namespace {

constexpr int kWrongWords = 2;
constexpr std::string_view kUsage =
    "usage: asl run --definition FILE [--input JSON|@FILE] [--mocks FILE --case NAME [--machine NAME]] "
    "[--virtual-time] [--objects DIR]\n"
    "               [--type STANDARD|EXPRESS] [--history FILE] [--name NAME] [--max-events N]\n"
    "       asl validate FILE [--type STANDARD|EXPRESS]\n"
    "       asl graph FILE [--format mermaid|dot]\n";

using Options = std::map<std::string, std::function<Result<void>(const std::string&)>, std::less<>>;

// Hands each option its value; words that are none go to `plain`.
Result<void> Read(int argc, const char* const* argv, const Options& options, bool* virtual_time,
                  std::vector<std::string>* plain) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--virtual-time" && virtual_time != nullptr) {
      *virtual_time = true;
      continue;
    }
    if (!word.starts_with("--") && plain != nullptr) {
      plain->push_back(word);
      continue;
    }
    const auto option = options.find(word);
    if (option == options.end()) return InvalidInput("there is no option " + word + " here");
    if (++i == argc) return InvalidInput("the option " + word + " has no value");
    RETURN_IF_ERROR(option->second(argv[i]));
  }
  return {};
}

template <typename Text>
auto Into(Text& text) {
  return [&text](const std::string& value) -> Result<void> {
    text = value;
    return {};
  };
}

Result<int> Run(int argc, const char* const* argv, std::FILE* out) {
  AslRun run;
  const Options options = {{"--definition", Into(run.definition)},
                           {"--input", Into(run.input)},
                           {"--mocks", Into(run.mocks)},
                           {"--case", Into(run.test_case)},
                           {"--machine", Into(run.machine)},
                           {"--objects", Into(run.objects)},
                           {"--history", Into(run.history)},
                           {"--type", Into(run.type)},
                           {"--name", Into(run.name)},
                           {"--max-events", [&](const std::string& value) -> Result<void> {
                              std::int64_t number = 0;
                              const auto read =
                                  std::from_chars(value.data(), value.data() + value.size(), number);
                              if (read.ec != std::errc() || read.ptr != value.data() + value.size())
                                return InvalidInput("--max-events is no number: " + value);
                              run.max_events = number;
                              return {};
                            }}};
  RETURN_IF_ERROR(Read(argc, argv, options, &run.virtual_time, nullptr));
  if (run.definition.empty()) return InvalidInput("run takes --definition FILE");
  env::SystemClock clock;
  env::SystemRandom random;
  return RunAsl(run, clock, random, out);
}

Result<int> Dispatch(int argc, const char* const* argv, std::FILE* out) {
  const std::string_view verb = argc > 0 ? argv[0] : "";
  if (verb == "run") return Run(argc, argv, out);
  std::vector<std::string> plain;
  std::string type = "STANDARD";
  std::string format = "mermaid";
  if (verb == "validate" || verb == "graph") {
    const Options options =
        verb == "graph" ? Options{{"--format", Into(format)}} : Options{{"--type", Into(type)}};
    RETURN_IF_ERROR(Read(argc, argv, options, nullptr, &plain));
    if (plain.size() != 1) return InvalidInput(std::string(verb) + " takes one file");
    return verb == "graph" ? DrawAsl(plain.front(), format, out) : ValidateAsl(plain.front(), type, out);
  }
  return InvalidInput("asl takes run, validate or graph, not \"" + std::string(verb) + "\"");
}

}  // namespace
}  // namespace fxlake::cli

int main(int argc, char** argv) {
  using namespace fxlake::cli;
  const int skipped = argc > 1 && std::string_view(argv[1]) == "asl" ? 2 : 1;
  const auto exit_code = Dispatch(argc - skipped, argv + skipped, stdout);
  if (exit_code) return *exit_code;
  const auto text = exit_code.error().message() + "\n" + std::string(kUsage);
  std::fwrite(text.data(), 1, text.size(), stderr);
  return kWrongWords;
}
