// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/commands.h"
#include "fxlake/cli/reporting_options.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::string subject;
  std::optional<std::string> message;
  ReportingOptions reporting;
};

Result<int> Notify(Session& session, const Options& options) {
  if (WithConfig(options.reporting, session.config()).notify.empty())
    return InvalidInput("no notification channel is given: add --notify log, webhook, slack or email");
  ASSIGN_OR_RETURN(const auto reporting, OpenReporting(session, options.reporting));
  const env::Notification notification{.subject = options.subject,
                                       .message = options.message.value_or(options.subject)};
  const auto reported = telemetry::NotifyAll(reporting.notifiers, notification, *reporting.telemetry, "");
  RETURN_IF_ERROR(reporting.telemetry->Flush());
  RETURN_IF_ERROR(reported);
  for (const auto& notifier : reporting.notifiers) session.Print("sent to " + notifier->Describe() + "\n");
  return kSuccess;
}

}  // namespace

Command NotifyCommand() {
  return {"notify", "Send a test notification through the channels used for failures",
          "The environment sets the destinations: FXLAKE_WEBHOOK_URL, FXLAKE_SLACK_URL, and for e-mail "
          "FXLAKE_SMTP_SERVER, FXLAKE_MAIL_FROM, FXLAKE_MAIL_TO, FXLAKE_SMTP_USER and "
          "FXLAKE_SMTP_PASSWORD.\n"
          "\n"
          "Examples:\n"
          "  fxlake notify --notify slack \"Test notification\"\n"
          "  fxlake notify --notify email --notify webhook \"Test notification\" \"No action is needed.\"",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("SUBJECT", options->subject, "Subject of the notification");
            arguments.Word("MESSAGE", options->message, "Text of the notification. Default: the subject.");
            DeclareReporting(arguments, options->reporting);
            return [options](Session& session) { return Notify(session, *options); };
          }};
}

}  // namespace fxlake::cli
