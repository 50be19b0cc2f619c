// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/run_and_report.h"

#include <algorithm>
#include <iterator>

#include "fxlake/cli/audited.h"
#include "fxlake/cli/command.h"
#include "fxlake/cli/run_text.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/pipeline/audit_objects.h"
#include "fxlake/pipeline/run_metrics.h"
#include "fxlake/pipeline/run_report.h"

namespace fxlake::cli {
namespace {

// New raw objects and changed partitions.
Result<std::vector<telemetry::AuditObject>> ObjectsOf(const lake::Lake& lake, const Json& report,
                                                      const lake::Manifest& before) {
  ASSIGN_OR_RETURN(const auto after, lake::ReadManifest(lake.processed));
  auto objects = pipeline::AuditObjects(before, after);
  const auto* sources = report.Find("sources");
  for (std::size_t i = 0; sources != nullptr && sources->is_array() && i < sources->array().size(); ++i) {
    const auto* ingest = sources->array()[i].Find("ingest");
    if (ingest == nullptr) continue;
    ASSIGN_OR_RETURN(const auto kept,
                     pipeline::AuditObjects(lake, ingest->StringAt("fetch_record").value_or("")));
    std::ranges::copy(kept, std::back_inserter(objects));
  }
  return objects;
}

Result<void> Publish(Session& session, const Json& report, const pipeline::RunContext& work,
                     telemetry::Telemetry& telemetry) {
  pipeline::PublishRun(report, telemetry);
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  const auto& handlers = work.handlers;
  RETURN_IF_ERROR(
      pipeline::PublishAges(report, handlers.lake.processed, handlers.catalog, clock->Today(), telemetry));
  return telemetry.Flush();
}

}  // namespace

Result<int> RunAndReport(Session& session, pipeline::RunContext work, pipeline::RunOptions options,
                         const std::string& command, const Reporting& reporting) {
  if (options.name.empty()) options.name = pipeline::NewExecutionName(work.handlers.clock.Now(), work.random);
  auto& telemetry = *reporting.telemetry;
  work.notify = [&](const std::string& subject, const std::string& message) {
    return telemetry::NotifyAll(reporting.notifiers, {subject, message}, telemetry, options.name);
  };
  return Audited(
      session, command, options.name, [&](std::vector<telemetry::AuditObject>& objects) -> Result<int> {
        ASSIGN_OR_RETURN(const auto before, lake::ReadManifest(work.handlers.lake.processed));
        telemetry.Emit(telemetry::Event::run_started, {.execution = options.name}, "");
        const auto report = pipeline::Run(work, options);
        if (!report) {
          telemetry.Emit(telemetry::Event::run_failed, {.execution = options.name}, report.error().message());
          (void)telemetry.Flush();
          return report.error();
        }
        ASSIGN_OR_RETURN(objects, ObjectsOf(work.handlers.lake, *report, before));
        ASSIGN_OR_RETURN(const auto of_run,
                         pipeline::RunAuditObjects(work.handlers.lake.processed, options.name));
        std::ranges::copy(of_run, std::back_inserter(objects));
        if (session.json()) {
          session.PrintJson(*report);
        } else {
          session.Print(RunText(*report, session.options().verbose));
        }
        // The execution has ended; failing to report it does not change its outcome.
        const auto reported = Publish(session, *report, work, telemetry);
        if (!reported) session.Note("fxlake: " + reported.error().message());
        return pipeline::Succeeded(*report) ? kSuccess : kFailed;
      });
}

}  // namespace fxlake::cli
