// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/asl_command.h"

#include <memory>

#include "fxlake/cli/asl_actions.h"

namespace fxlake::cli {

Command AslRunCommand() {
  return {
      "asl run", "Run a state machine of the Amazon States Language here",
      "Prints {\"status\", \"output\"} or {\"status\", \"error\", \"cause\"}. Exits 0 when it succeeded, 1 "
      "when it failed, 2 when the "
      "definition is\n"
      "invalid. Tasks are answered by mocks, in the MockConfigFile form of AWS Step Functions "
      "Local.\n\nExamples:\n"
      "  fxlake asl run --definition order.asl.json --input '{\"id\": 7}' --mocks mocks.json --case Charged\n"
      "  fxlake asl run --definition nightly.asl.json --input @input.json --virtual-time --history "
      "events.jsonl",
      [](Arguments& arguments) -> Action {
        const auto run = std::make_shared<AslRun>();
        arguments.Option("--definition FILE", run->definition, "The definition");
        arguments.Option("--input", run->input, "The input: JSON, or @FILE");
        arguments.Option("--mocks FILE", run->mocks, "What tasks answer");
        arguments.Option("--case", run->test_case, "The test case of the mocks");
        arguments.Option("--machine", run->machine,
                         "The state machine of the mocks, where several have that case");
        arguments.Option("--objects DIR", run->objects,
                         "Where s3://bucket/key is DIR/bucket/key, for item readers and result writers");
        arguments.Option("--type STANDARD|EXPRESS", run->type, "The workflow type");
        arguments.Option("--history FILE", run->history, "Write each event as a line of JSON, as it happens");
        arguments.Option("--name", run->name, "The name of the execution");
        arguments.Option("--max-events", run->max_events, "End an execution that has this many events");
        arguments.Flag("--virtual-time", run->virtual_time, "Waits, retry delays and time-outs pass at once");
        return [run](Session& session) -> Result<int> {
          if (run->definition.empty()) return InvalidInput("asl run needs --definition FILE");
          ASSIGN_OR_RETURN(auto* clock, session.Clock());
          return RunAsl(*run, *clock, session.environment().random, session.environment().out);
        };
      }};
}

Command AslValidateCommand() {
  return {"asl validate", "Check a definition of the Amazon States Language",
          "Prints {\"status\", \"diagnostics\"}, each remark with a JSON pointer. Exits 0 when the "
          "definition is valid, 2 when "
          "not.\n\nExamples:\n"
          "  fxlake asl validate workflows/fxlake.asl.json",
          [](Arguments& arguments) -> Action {
            const auto file = std::make_shared<std::string>();
            const auto type = std::make_shared<std::string>("STANDARD");
            arguments.Word("FILE", *file, "The definition");
            arguments.Option("--type STANDARD|EXPRESS", *type, "The workflow type");
            return [file, type](Session& session) {
              return ValidateAsl(*file, *type, session.environment().out);
            };
          }};
}

Command AslGraphCommand() {
  return {"asl graph", "Draw a definition of the Amazon States Language",
          "Examples:\n  fxlake asl graph workflows/fxlake.asl.json\n  fxlake asl graph order.asl.json "
          "--format dot | dot -Tsvg",
          [](Arguments& arguments) -> Action {
            const auto file = std::make_shared<std::string>();
            const auto format = std::make_shared<std::string>("mermaid");
            arguments.Word("FILE", *file, "The definition");
            arguments.Option("--format mermaid|dot", *format, "Mermaid flowchart, or Graphviz");
            return [file, format](Session& session) {
              return DrawAsl(*file, *format, session.environment().out);
            };
          }};
}

}  // namespace fxlake::cli
