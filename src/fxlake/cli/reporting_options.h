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

// Options that say where logs, metrics and notifications go.
struct ReportingOptions {
  std::optional<std::string> log, metrics, embedded_metrics;
  std::vector<std::string> notify;
};
void DeclareReporting(Arguments& arguments, ReportingOptions& options);

// The options, completed from the configuration.
ReportingOptions WithConfig(ReportingOptions options, const Config& config);

// The open sinks and notifiers. The session must outlive it.
struct Reporting {
  std::unique_ptr<telemetry::Telemetry> telemetry;
  telemetry::Notifiers notifiers;
};
// Opens them; missing options come from the configuration. With `to_stderr`, schedule events are also
// printed to standard error, unless the log goes there. invalid_input when an option or a required
// environment variable is missing or invalid. `more` is an additional sink.
Result<Reporting> OpenReporting(Session& session, const ReportingOptions& options, bool to_stderr = false,
                                std::unique_ptr<telemetry::Sink> more = nullptr);

}  // namespace fxlake::cli
