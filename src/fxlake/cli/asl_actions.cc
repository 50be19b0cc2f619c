// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/asl_actions.h"

#include <fstream>
#include <memory>

#include "fxlake/asl/definition/graph.h"
#include "fxlake/asl/jsonata_conversion.h"
#include "fxlake/asl/run/execution.h"
#include "fxlake/asl/run/mocks.h"
#include "fxlake/env/folder_store.h"
#include "fxlake/env/local_files.h"

namespace fxlake::cli {
namespace {

constexpr int kSucceeded = 0;
constexpr int kFailed = 1;
constexpr int kInvalid = 2;

Result<asl::WorkflowType> TypeOf(const std::string& type) {
  if (type == "STANDARD") return asl::WorkflowType::standard;
  if (type == "EXPRESS") return asl::WorkflowType::express;
  return InvalidInput("the workflow type must be STANDARD or EXPRESS, not " + JsonQuote(type));
}

void Print(std::FILE* out, std::string_view text) { std::fwrite(text.data(), 1, text.size(), out); }

Json DiagnosticsOf(const asl::Definition& definition) {
  auto list = Json::EmptyArray();
  for (const auto& diagnostic : definition.diagnostics.all()) list.Append(asl::ToJson(diagnostic));
  return list;
}

int PrintInvalid(std::FILE* out, const asl::Definition& definition) {
  Print(out, JsonObject({{"status", "INVALID"}, {"diagnostics", DiagnosticsOf(definition)}}).Dump() + "\n");
  return kInvalid;
}

// Flushes every line, so that a killed execution leaves its history.
class HistoryFile : public asl::HistorySink {
 public:
  explicit HistoryFile(const std::string& path) : file_(path, std::ios::binary | std::ios::trunc) {}
  bool open() const { return file_.is_open(); }
  void Record(const asl::HistoryEvent& event) override {
    file_ << asl::ToJson(event).Dump() << '\n' << std::flush;
  }

 private:
  std::ofstream file_;
};

Result<Json> ReadInput(const std::string& words) {
  std::string text = words;
  if (words.starts_with('@')) {
    ASSIGN_OR_RETURN(text, env::ReadFile(words.substr(1)));
  }
  return Json::Parse(text).In("reading the input");
}

int Report(std::FILE* out, const asl::ExecutionResult& result) {
  const bool succeeded = result.status == asl::ExecutionStatus::succeeded;
  auto answer = JsonObject({{"status", asl::NameOf(result.status)}});
  if (succeeded) {
    answer.Set("output", result.output);
  } else {
    answer.Set("error", result.error.empty() ? Json() : Json(result.error));
    answer.Set("cause", result.cause.empty() ? Json() : Json(result.cause));
  }
  Print(out, answer.Dump() + "\n");
  return succeeded ? kSucceeded : kFailed;
}

// In the shape of TestState, where data are JSON texts.
int ReportState(std::FILE* out, const asl::ExecutionResult& result, const asl::StateProbe& probe,
                bool inspect) {
  const bool succeeded = result.status == asl::ExecutionStatus::succeeded;
  const std::string_view status = probe.retriable ? "RETRIABLE"
                                  : probe.caught  ? "CAUGHT_ERROR"
                                                  : asl::NameOf(result.status);
  auto answer = JsonObject({{"status", status}});
  if (succeeded) answer.Set("output", result.output.Dump());
  if (!succeeded) {
    answer.Set("error", result.error);
    answer.Set("cause", result.cause);
  }
  if (!probe.next_state.empty()) answer.Set("nextState", probe.next_state);
  if (inspect) answer.Set("inspectionData", probe.inspection);
  Print(out, answer.Dump() + "\n");
  return succeeded ? kSucceeded : kFailed;
}

}  // namespace

Result<int> RunAsl(const AslRun& run, env::Clock& clock, env::Random& random, std::FILE* out) {
  ASSIGN_OR_RETURN(const auto type, TypeOf(run.type));
  if (run.inspection_level != "INFO" && run.inspection_level != "DEBUG" && run.inspection_level != "TRACE")
    return InvalidInput("the inspection level must be INFO, DEBUG or TRACE, not " +
                        JsonQuote(run.inspection_level));
  ASSIGN_OR_RETURN(const auto text, env::ReadFile(run.definition));
  const auto definition = asl::ReadDefinition(text, type);
  if (definition.machine == nullptr) return PrintInvalid(out, definition);
  ASSIGN_OR_RETURN(auto input, ReadInput(run.input));
  asl::Services services{clock, random};
  std::unique_ptr<asl::MockTaskRunner> mocks;
  if (run.mocks) {
    ASSIGN_OR_RETURN(const auto config, env::ReadFile(*run.mocks));
    ASSIGN_OR_RETURN(mocks, asl::MockTaskRunner::Read(config, run.machine, run.test_case));
    services.tasks = mocks.get();
  }
  std::unique_ptr<env::FolderStore> objects;
  if (run.objects) {
    objects = std::make_unique<env::FolderStore>(*run.objects);
    services.objects = objects.get();
  }
  std::unique_ptr<HistoryFile> history;
  if (run.history) {
    history = std::make_unique<HistoryFile>(*run.history);
    if (!history->open()) return Unavailable("writing " + *run.history + ": the file cannot be opened");
    services.history = history.get();
  }
  asl::ExecutionOptions options;
  options.name = run.name;
  options.virtual_time = run.virtual_time;
  if (run.max_events)
    options.limits.events = static_cast<std::uint64_t>(std::max<std::int64_t>(*run.max_events, 1));
  if (!run.test_state)
    return Report(out, asl::Execute(*definition.machine, std::move(input), services, options));
  const auto found = asl::FindState(*definition.machine, *run.test_state);
  if (!found) return NotFound("testing a state: the definition has no state " + JsonQuote(*run.test_state));
  asl::StateProbe probe{.state = found->index};
  options.probe = &probe;
  return ReportState(out, asl::Execute(*found->machine, std::move(input), services, options), probe,
                     run.inspection_level != "INFO");
}

Result<int> ValidateAsl(const std::string& file, const std::string& type, std::FILE* out) {
  ASSIGN_OR_RETURN(const auto workflow_type, TypeOf(type));
  ASSIGN_OR_RETURN(const auto text, env::ReadFile(file));
  const auto definition = asl::ReadDefinition(text, workflow_type);
  if (!definition.valid()) return PrintInvalid(out, definition);
  Print(out, JsonObject({{"status", "VALID"}, {"diagnostics", DiagnosticsOf(definition)}}).Dump() + "\n");
  return kSucceeded;
}

Result<int> DrawAsl(const std::string& file, const std::string& format, std::FILE* out) {
  if (format != "mermaid" && format != "dot")
    return InvalidInput("the graph format must be mermaid or dot, not " + JsonQuote(format));
  ASSIGN_OR_RETURN(const auto text, env::ReadFile(file));
  const auto definition = asl::ReadDefinition(text);
  if (definition.machine == nullptr) return PrintInvalid(out, definition);
  Print(out, format == "dot" ? asl::ToDot(*definition.machine) : asl::ToMermaid(*definition.machine));
  return kSucceeded;
}

Result<int> ConvertAsl(const std::string& file, std::FILE* out, std::FILE* err) {
  ASSIGN_OR_RETURN(const auto text, env::ReadFile(file));
  const auto definition = asl::ReadDefinition(text);
  if (!definition.valid()) return PrintInvalid(out, definition);
  ASSIGN_OR_RETURN(const auto source, Json::Parse(text));
  const auto conversion = asl::ConvertToJsonata(source);
  Print(out, conversion.definition.DumpPretty());
  for (const auto& note : conversion.notes) Print(err, "note: " + note.pointer + " " + note.text + "\n");
  return kSucceeded;
}

}  // namespace fxlake::cli
