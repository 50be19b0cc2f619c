// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/cli/command.h"

// All commands; each is created in the file of its name or of the most closely related command.
namespace fxlake::cli {

Command InitCommand();
Command DemoCommand();
Command RunCommand();
Command BackfillCommand();
Command ScheduleCommand();
Command IngestCommand();
Command TransformCommand();
Command RebuildCommand();
Command PublishCommand();
Command ValidateCommand();
Command QueryCommand();
Command QualityCheckCommand();
Command QualitySqlCommand();
Command RatesCommand();
Command ConvertCommand();
Command EvidenceCommand();
Command ServeCommand();
Command StatusCommand();
Command RunsCommand();
Command ShowCommand();
Command QuarantineListCommand();
Command QuarantineReplayCommand();
Command QuarantineAcceptCommand();
Command QuarantineDismissCommand();
Command AuditListCommand();
Command AuditShowCommand();
Command AuditVerifyCommand();
Command SourceListCommand();
Command SourceShowCommand();
Command SourceLookCommand();
Command SourceNewCommand();
Command SourceTryCommand();
Command SourceRecordCommand();
Command SourceSchemaCommand();
Command NotifyCommand();
Command DoctorCommand();
Command HealthCommand();
Command VerifyCommand();
Command CleanCommand();
Command CompletionCommand();
Command HelpCommand();

}  // namespace fxlake::cli
