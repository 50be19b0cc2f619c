// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/session.h"
#include "fxlake/telemetry/notify.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::cli {

// The options by which a command tells others what it does.
struct ReportingOptions {
  std::optional<std::string> log, metrics, embedded_metrics;
  std::vector<std::string> notify;
};
void DeclareReporting(Arguments& arguments, ReportingOptions& options);

// The options, and what the configuration says of those that were not given.
ReportingOptions WithConfig(ReportingOptions options, const Config& config);

// Who is told, and how. The session must outlive it.
struct Reporting {
  std::unique_ptr<telemetry::Telemetry> telemetry;
  telemetry::Notifiers notifiers;
};
// What the options leave open, the configuration says. With `for_people`, what a schedule does is also said
// on standard error, unless the log goes there. invalid_input when an option or the variable that it needs is
// missing or wrong. `more` is told, too.
Result<Reporting> OpenReporting(Session& session, const ReportingOptions& options, bool for_people = false,
                                std::unique_ptr<telemetry::Sink> more = nullptr);

}  // namespace fxlake::cli
