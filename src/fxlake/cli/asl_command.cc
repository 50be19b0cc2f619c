// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/asl_command.h"

#include <memory>

#include "fxlake/cli/asl_actions.h"

namespace fxlake::cli {

Command AslRunCommand() {
  return {
      "asl run", "Run a state machine written in the Amazon States Language locally",
      "Prints {\"status\", \"output\"} or {\"status\", \"error\", \"cause\"}. Exits with 0 when the "
      "execution succeeds, 1 when it fails and 2 when the definition is invalid. Mocks provide the "
      "results of tasks, in the MockConfigFile format of AWS Step Functions Local.\n"
      "\n"
      "Examples:\n"
      "  fxlake asl run --definition order.asl.json --input '{\"id\": 7}' --mocks mocks.json --case "
      "Charged\n"
      "  fxlake asl run --definition nightly.asl.json --input @input.json --virtual-time --history "
      "events.jsonl",
      [](Arguments& arguments) -> Action {
        const auto run = std::make_shared<AslRun>();
        arguments.Option("--definition FILE", run->definition, "State machine definition (JSON)");
        arguments.Option("--input", run->input, "Execution input: JSON, or @FILE");
        arguments.Option("--mocks FILE", run->mocks, "Mock configuration with the results of tasks");
        arguments.Option("--case", run->test_case, "Test case in the mock configuration");
        arguments.Option("--machine", run->machine,
                         "State machine in the mock configuration, required when several have the test case");
        arguments.Option(
            "--objects DIR", run->objects,
            "Local folder for S3: s3://bucket/key is DIR/bucket/key, for item readers and result writers");
        arguments.Option("--type STANDARD|EXPRESS", run->type, "Workflow type");
        arguments.Option("--history FILE", run->history,
                         "File to which each event is written as one line of JSON when it occurs");
        arguments.Option("--name", run->name, "Execution name");
        arguments.Option("--test-state NAME", run->test_state,
                         "Run only this state and report the result as AWS's TestState does");
        arguments.Option("--inspection-level INFO|DEBUG|TRACE", run->inspection_level,
                         "With --test-state: show the data between the steps of the state (DEBUG, TRACE)");
        arguments.Option("--max-events", run->max_events,
                         "Maximum number of events, after which the execution ends");
        arguments.Flag("--virtual-time", run->virtual_time,
                       "Complete waits, retry delays and timeouts immediately");
        return [run](Session& session) -> Result<int> {
          if (run->definition.empty())
            return InvalidInput("asl run needs a definition: add --definition FILE");
          ASSIGN_OR_RETURN(auto* clock, session.Clock());
          return RunAsl(*run, *clock, session.environment().random, session.environment().out);
        };
      }};
}

Command AslValidateCommand() {
  return {"asl validate", "Validate a definition written in the Amazon States Language",
          "Prints {\"status\", \"diagnostics\"}; each diagnostic has a JSON pointer. Exits with 0 when the "
          "definition is valid and 2 when it is not.\n"
          "\n"
          "Examples:\n"
          "  fxlake asl validate workflows/fxlake.asl.json",
          [](Arguments& arguments) -> Action {
            const auto file = std::make_shared<std::string>();
            const auto type = std::make_shared<std::string>("STANDARD");
            arguments.Word("FILE", *file, "State machine definition (JSON)");
            arguments.Option("--type STANDARD|EXPRESS", *type, "Workflow type");
            return [file, type](Session& session) {
              return ValidateAsl(*file, *type, session.environment().out);
            };
          }};
}

Command AslGraphCommand() {
  return {"asl graph", "Print a definition written in the Amazon States Language as a graph",
          "Examples:\n  fxlake asl graph workflows/fxlake.asl.json\n  fxlake asl graph order.asl.json "
          "--format dot | dot -Tsvg",
          [](Arguments& arguments) -> Action {
            const auto file = std::make_shared<std::string>();
            const auto format = std::make_shared<std::string>("mermaid");
            arguments.Word("FILE", *file, "State machine definition (JSON)");
            arguments.Option("--format mermaid|dot", *format, "Output format: Mermaid flowchart or Graphviz");
            return [file, format](Session& session) {
              return DrawAsl(*file, *format, session.environment().out);
            };
          }};
}

Command AslConvertCommand() {
  return {
      "asl convert", "Convert a definition from JSONPath to JSONata",
      "Prints the definition in JSONata. A state that has no counterpart stays in JSONPath, with a note to "
      "standard error\n"
      "that says why; the other states then name JSONata as their query language.\n\nExamples:\n"
      "  fxlake asl convert workflows/fxlake.asl.json",
      [](Arguments& arguments) -> Action {
        const auto file = std::make_shared<std::string>();
        arguments.Word("FILE", *file, "The definition");
        return [file](Session& session) {
          return ConvertAsl(*file, session.environment().out, session.environment().err);
        };
      }};
}

}  // namespace fxlake::cli
