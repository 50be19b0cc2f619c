// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/commands.h"

#include "fxlake/cli/asl_command.h"

namespace fxlake::cli {
namespace {

struct Section {
  std::string_view title;
  std::vector<Command> commands;
};

}  // namespace

std::vector<Command> AllCommands() {
  std::vector<Section> sections = {
      {"Getting started",
       {
           DemoCommand(),
           InitCommand(),
       }},
      {"The pipeline",
       {
           RunCommand(),
           BackfillCommand(),
           ScheduleCommand(),
           IngestCommand(),
           TransformCommand(),
           RebuildCommand(),
           PublishCommand(),
           ValidateCommand(),
       }},
      {"Rates and queries",
       {
           RatesCommand(),
           ConvertCommand(),
           EvidenceCommand(),
           QueryCommand(),
           ServeCommand(),
       }},
      {"The lake",
       {
           StatusCommand(),
           RunsCommand(),
           ShowCommand(),
           QuarantineListCommand(),
           QuarantineReplayCommand(),
           QuarantineAcceptCommand(),
           QuarantineDismissCommand(),
           QualityCheckCommand(),
           QualitySqlCommand(),
           AuditListCommand(),
           AuditShowCommand(),
           AuditVerifyCommand(),
           VerifyCommand(),
           CleanCommand(),
       }},
      {"Sources",
       {
           SourceListCommand(),
           SourceShowCommand(),
           SourceLookCommand(),
           SourceNewCommand(),
           SourceTryCommand(),
           SourceRecordCommand(),
           SourceSchemaCommand(),
       }},
      {"Workflows",
       {
           AslRunCommand(),
           AslValidateCommand(),
           AslGraphCommand(),
           AslConvertCommand(),
       }},
      {"The program",
       {
           NotifyCommand(),
           DoctorCommand(),
           HealthCommand(),
           CompletionCommand(),
           HelpCommand(),
       }},
  };
  std::vector<Command> all;
  for (auto& section : sections) {
    for (auto& command : section.commands) {
      command.section = section.title;
      all.push_back(std::move(command));
    }
  }
  return all;
}

}  // namespace fxlake::cli
