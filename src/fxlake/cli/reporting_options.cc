// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/reporting_options.h"

#include <fmt/format.h>

#include "fxlake/env/mail_notifier.h"
#include "fxlake/env/webhook_notifier.h"
#include "fxlake/telemetry/embedded_metrics.h"
#include "fxlake/telemetry/json_log.h"
#include "fxlake/telemetry/open_metrics_file.h"

namespace fxlake::cli {
namespace {

constexpr std::string_view kSecrets[] = {"FXLAKE_WEBHOOK_URL", "FXLAKE_SLACK_URL", "FXLAKE_SMTP_PASSWORD",
                                         "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"};

// Schedule events, one line each.
class ConsoleSink : public telemetry::Sink {
 public:
  explicit ConsoleSink(Session& session) : session_(session) {}
  void Take(const telemetry::Record& record) override {
    if (TraitsOf(record.event).name.starts_with("Schedule"))
      session_.Note(record.at.ToSeconds() + "  " + record.message);
  }
  void Take(const telemetry::Sample&) override {}
  Result<void> Flush() override { return {}; }

 private:
  Session& session_;
};

std::string Variable(Session& session, std::string_view name) {
  const char* value = session.environment().variable(std::string(name).c_str());
  return value == nullptr ? "" : value;
}

Result<std::string> NeededVariable(Session& session, std::string_view name, std::string_view kind) {
  auto value = Variable(session, name);
  if (value.empty())
    return InvalidInput(
        fmt::format("reading --notify {}: the environment variable {} is not set", kind, name));
  return value;
}

Result<telemetry::LineWriter> OpenLines(Session& session, const std::string& file) {
  if (file != "-") return telemetry::LineWriter::Append(file);
  std::fflush(session.environment().err);
  return telemetry::LineWriter::To(fileno(session.environment().err));
}

Result<std::unique_ptr<env::Notifier>> OpenWebhook(Session& session, std::string_view kind,
                                                   std::string_view variable, env::WebhookShape shape) {
  ASSIGN_OR_RETURN(auto url, NeededVariable(session, variable, kind));
  ASSIGN_OR_RETURN(
      auto notifier,
      env::WebhookNotifier::Make(session.environment().network, std::move(url), shape).In(variable));
  return std::make_unique<env::WebhookNotifier>(std::move(notifier));
}

Result<std::unique_ptr<env::Notifier>> OpenMail(Session& session) {
  env::MailSettings settings{.user = Variable(session, "FXLAKE_SMTP_USER"),
                             .password = Variable(session, "FXLAKE_SMTP_PASSWORD"),
                             .authorities_file = Variable(session, "FXLAKE_SMTP_CA_FILE")};
  ASSIGN_OR_RETURN(settings.server, NeededVariable(session, "FXLAKE_SMTP_SERVER", "email"));
  ASSIGN_OR_RETURN(settings.from, NeededVariable(session, "FXLAKE_MAIL_FROM", "email"));
  ASSIGN_OR_RETURN(const auto to, NeededVariable(session, "FXLAKE_MAIL_TO", "email"));
  for (std::size_t at = 0; at <= to.size();) {
    const auto end = std::min(to.find(',', at), to.size());
    const auto first = to.find_first_not_of(' ', at);
    settings.to.push_back(first < end ? to.substr(first, to.find_last_not_of(' ', end - 1) + 1 - first) : "");
    at = end + 1;
  }
  ASSIGN_OR_RETURN(auto notifier, env::MailNotifier::Make(std::move(settings), session.environment().clock,
                                                          session.environment().random));
  return std::make_unique<env::MailNotifier>(std::move(notifier));
}

Result<std::unique_ptr<env::Notifier>> OpenNotifier(Session& session, const std::string& kind) {
  if (kind == "webhook") return OpenWebhook(session, kind, "FXLAKE_WEBHOOK_URL", env::WebhookShape::json);
  if (kind == "slack") return OpenWebhook(session, kind, "FXLAKE_SLACK_URL", env::WebhookShape::slack);
  if (kind == "email") return OpenMail(session);
  if (kind != "log")
    return InvalidInput("reading --notify: expected log, webhook, slack or email, not \"" + kind + "\"");
  return std::make_unique<env::FunctionNotifier>("log", [&session](const env::Notification& notification) {
    session.Note("notification: " + notification.subject + "\n" + notification.message);
  });
}

}  // namespace

void DeclareReporting(Arguments& arguments, ReportingOptions& options) {
  arguments.Option("--log FILE", options.log,
                   "File to which events are appended as JSON lines; \"-\" is standard error");
  arguments.FromEnvironment("FXLAKE_LOG");
  arguments.Option("--metrics FILE", options.metrics,
                   "File to which metrics are written as OpenMetrics text; counters accumulate across runs");
  arguments.FromEnvironment("FXLAKE_METRICS");
  arguments.Option(
      "--emf FILE", options.embedded_metrics,
      "File to which metrics are appended in CloudWatch's embedded metric format; \"-\" is standard "
      "error");
  arguments.FromEnvironment("FXLAKE_EMF");
  arguments.Option("--notify log|webhook|slack|email", options.notify,
                   "Notification channel for failures (repeatable)");
}

ReportingOptions WithConfig(ReportingOptions options, const Config& config) {
  if (!options.log) options.log = config.log;
  if (!options.metrics) options.metrics = config.metrics;
  if (!options.embedded_metrics) options.embedded_metrics = config.embedded_metrics;
  if (options.notify.empty()) options.notify = config.notify.value_or(std::vector<std::string>());
  return options;
}

Result<Reporting> OpenReporting(Session& session, const ReportingOptions& given, bool to_stderr,
                                std::unique_ptr<telemetry::Sink> more) {
  const auto options = WithConfig(given, session.config());
  Reporting reporting;
  std::vector<std::unique_ptr<telemetry::Sink>> sinks;
  if (options.log) {
    std::vector<std::string> secrets;
    for (const auto name : kSecrets) secrets.push_back(Variable(session, name));
    ASSIGN_OR_RETURN(auto lines, OpenLines(session, *options.log));
    sinks.push_back(
        std::make_unique<telemetry::JsonLog>(std::move(lines), telemetry::Redaction(std::move(secrets))));
  }
  if (options.metrics) sinks.push_back(std::make_unique<telemetry::OpenMetricsFile>(*options.metrics));
  if (options.embedded_metrics) {
    auto name_space = Variable(session, "FXLAKE_METRIC_NAMESPACE");
    if (name_space.empty()) name_space = telemetry::kDefaultNamespace;
    ASSIGN_OR_RETURN(auto lines, OpenLines(session, *options.embedded_metrics));
    sinks.push_back(std::make_unique<telemetry::EmbeddedMetrics>(std::move(lines), std::move(name_space)));
  }
  if (more) sinks.push_back(std::move(more));
  if (to_stderr && options.log != "-") sinks.push_back(std::make_unique<ConsoleSink>(session));
  reporting.telemetry = std::make_unique<telemetry::Telemetry>(session.environment().clock, std::move(sinks));
  for (const auto& kind : options.notify) {
    ASSIGN_OR_RETURN(auto notifier, OpenNotifier(session, kind));
    reporting.notifiers.push_back(std::move(notifier));
  }
  return reporting;
}

}  // namespace fxlake::cli
