// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/asl_command.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "fxlake/asl/execution.h"
#include "fxlake/asl/graph.h"
#include "fxlake/asl/mocks.h"
#include "fxlake/env/folder_store.h"

namespace fxlake::cli {
namespace {

constexpr int kSucceeded = 0;
constexpr int kFailed = 1;
constexpr int kInvalid = 2;

constexpr std::string_view kUsage =
    "usage: asl run --definition FILE [--input JSON|@FILE] [--mocks FILE --case NAME [--machine NAME]] [--virtual-time] [--objects DIR]\n"
    "               [--type STANDARD|EXPRESS] [--history FILE] [--name NAME] [--max-events N]\n"
    "       asl validate FILE [--type STANDARD|EXPRESS]\n"
    "       asl graph FILE [--format mermaid|dot]\n";

// The words of one command: plain ones, and options with their values ("" for flags).
struct Words {
  std::vector<std::string> plain;
  std::map<std::string, std::string, std::less<>> options;

  std::string Option(std::string_view name, std::string_view otherwise = "") const {
    const auto found = options.find(name);
    return found == options.end() ? std::string(otherwise) : found->second;
  }
  bool Has(std::string_view name) const { return options.contains(name); }
};

Result<Words> Split(int argc, const char* const* argv, const std::vector<std::string_view>& with_value) {
  Words words;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (!word.starts_with("--")) {
      words.plain.push_back(word);
    } else if (word == "--virtual-time") {
      words.options[word];
    } else if (std::find(with_value.begin(), with_value.end(), word) == with_value.end()) {
      return InvalidInput("there is no option " + word + " here");
    } else if (++i == argc) {
      return InvalidInput("the option " + word + " has no value");
    } else {
      words.options[word] = argv[i];
    }
  }
  return words;
}

Result<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return NotFound("reading " + path + ": cannot open it");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<asl::WorkflowType> TypeOf(const Words& words) {
  const auto type = words.Option("--type", "STANDARD");
  if (type == "STANDARD") return asl::WorkflowType::standard;
  if (type == "EXPRESS") return asl::WorkflowType::express;
  return InvalidInput("--type is STANDARD or EXPRESS, not " + JsonQuote(type));
}

void Print(std::FILE* out, std::string_view text) { std::fwrite(text.data(), 1, text.size(), out); }

int Wrong(std::FILE* err, const Error& error) {
  Print(err, error.message() + "\n" + std::string(kUsage));
  return kInvalid;
}

Json DiagnosticsOf(const asl::Definition& definition) {
  auto list = Json::EmptyArray();
  for (const auto& diagnostic : definition.diagnostics.all()) list.Append(asl::ToJson(diagnostic));
  return list;
}

int PrintInvalid(std::FILE* out, Json diagnostics) {
  Print(out, JsonObject({{"status", "INVALID"}, {"diagnostics", std::move(diagnostics)}}).Dump() + "\n");
  return kInvalid;
}

// One JSON object a line, written through at once, so that a killed execution leaves what it did.
class HistoryFile : public asl::HistorySink {
 public:
  explicit HistoryFile(const std::string& path) : file_(path, std::ios::binary | std::ios::trunc) {}
  bool open() const { return file_.is_open(); }
  void Record(const asl::HistoryEvent& event) override { file_ << asl::ToJson(event).Dump() << '\n' << std::flush; }

 private:
  std::ofstream file_;
};

Result<Json> ReadInput(const Words& words) {
  const auto option = words.Option("--input", "{}");
  std::string text = option;
  if (option.starts_with('@')) {
    ASSIGN_OR_RETURN(text, ReadFile(option.substr(1)));
  }
  auto input = Json::Parse(text);
  if (!input) return input.error().In("reading the input");
  return input;
}

int Report(std::FILE* out, const asl::ExecutionResult& result) {
  auto answer = JsonObject({{"status", asl::NameOf(result.status)}});
  if (result.status == asl::ExecutionStatus::succeeded) {
    answer.Set("output", result.output);
  } else {
    answer.Set("error", result.error.empty() ? Json() : Json(result.error));
    answer.Set("cause", result.cause.empty() ? Json() : Json(result.cause));
  }
  Print(out, answer.Dump() + "\n");
  return result.status == asl::ExecutionStatus::succeeded ? kSucceeded : kFailed;
}

Result<int> RunExecution(const Words& words, std::FILE* out) {
  ASSIGN_OR_RETURN(const auto type, TypeOf(words));
  ASSIGN_OR_RETURN(const auto text, ReadFile(words.Option("--definition")));
  const auto definition = asl::ReadDefinition(text, type);
  if (definition.machine == nullptr) return PrintInvalid(out, DiagnosticsOf(definition));
  ASSIGN_OR_RETURN(auto input, ReadInput(words));
  env::SystemClock clock;
  env::SystemRandom random;
  asl::Services services{clock, random};
  std::unique_ptr<asl::MockTaskRunner> mocks;
  if (words.Has("--mocks")) {
    ASSIGN_OR_RETURN(const auto config, ReadFile(words.Option("--mocks")));
    ASSIGN_OR_RETURN(mocks, asl::MockTaskRunner::Read(config, words.Option("--machine"), words.Option("--case")));
    services.tasks = mocks.get();
  }
  std::unique_ptr<env::FolderStore> objects;
  if (words.Has("--objects")) {
    objects = std::make_unique<env::FolderStore>(words.Option("--objects"));
    services.objects = objects.get();
  }
  std::unique_ptr<HistoryFile> history;
  if (words.Has("--history")) {
    history = std::make_unique<HistoryFile>(words.Option("--history"));
    if (!history->open()) return Unavailable("writing " + words.Option("--history") + ": cannot open it");
    services.history = history.get();
  }
  asl::ExecutionOptions options;
  options.name = words.Option("--name");
  options.virtual_time = words.Has("--virtual-time");
  if (words.Has("--max-events")) {
    const auto limit = words.Option("--max-events");
    const auto read = std::from_chars(limit.data(), limit.data() + limit.size(), options.limits.events);
    if (read.ec != std::errc() || read.ptr != limit.data() + limit.size()) return InvalidInput("--max-events is no number: " + limit);
  }
  return Report(out, asl::Execute(*definition.machine, std::move(input), services, options));
}

Result<int> Validate(const Words& words, std::FILE* out) {
  if (words.plain.size() != 1) return InvalidInput("validate takes one file");
  ASSIGN_OR_RETURN(const auto type, TypeOf(words));
  ASSIGN_OR_RETURN(const auto text, ReadFile(words.plain.front()));
  const auto definition = asl::ReadDefinition(text, type);
  if (!definition.valid()) return PrintInvalid(out, DiagnosticsOf(definition));
  Print(out, JsonObject({{"status", "VALID"}, {"diagnostics", DiagnosticsOf(definition)}}).Dump() + "\n");
  return kSucceeded;
}

Result<int> Graph(const Words& words, std::FILE* out) {
  if (words.plain.size() != 1) return InvalidInput("graph takes one file");
  const auto format = words.Option("--format", "mermaid");
  if (format != "mermaid" && format != "dot") return InvalidInput("--format is mermaid or dot, not " + JsonQuote(format));
  ASSIGN_OR_RETURN(const auto text, ReadFile(words.plain.front()));
  const auto definition = asl::ReadDefinition(text);
  if (definition.machine == nullptr) return PrintInvalid(out, DiagnosticsOf(definition));
  Print(out, format == "dot" ? asl::ToDot(*definition.machine) : asl::ToMermaid(*definition.machine));
  return kSucceeded;
}

Result<int> Dispatch(int argc, const char* const* argv, std::FILE* out) {
  const std::string_view verb = argc > 0 ? argv[0] : "";
  if (verb == "run") {
    ASSIGN_OR_RETURN(const auto words, Split(argc, argv, {"--definition", "--input", "--mocks", "--case", "--machine", "--objects", "--type", "--history",
                                                          "--name", "--max-events"}));
    if (!words.Has("--definition") || !words.plain.empty()) return InvalidInput("run takes --definition FILE");
    return RunExecution(words, out);
  }
  if (verb == "validate") {
    ASSIGN_OR_RETURN(const auto words, Split(argc, argv, {"--type"}));
    return Validate(words, out);
  }
  if (verb == "graph") {
    ASSIGN_OR_RETURN(const auto words, Split(argc, argv, {"--format"}));
    return Graph(words, out);
  }
  return InvalidInput("asl takes run, validate or graph, not " + JsonQuote(verb));
}

}  // namespace

int RunAslCommand(int argc, const char* const* argv, std::FILE* out, std::FILE* err) {
  const auto exit_code = Dispatch(argc, argv, out);
  return exit_code ? *exit_code : Wrong(err, exit_code.error());
}

}  // namespace fxlake::cli
