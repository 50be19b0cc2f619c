// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/steps.h"

#include "fxlake/aws/open_store.h"
#include "fxlake/cloud/request_log.h"
#include "fxlake/cloud/step_telemetry.h"
#include "fxlake/telemetry/embedded_metrics.h"

namespace fxlake::cloud {
namespace {

// Reserved before the deadline for the last write, the log and the response.
constexpr std::int64_t kReserveMicros = Instant::kPerSecond;

telemetry::Redaction SecretsOf(const std::function<const char*(const char*)>& variable) {
  std::vector<std::string> secrets;
  for (const char* name :
       {"AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN"}) {
    if (const char* value = variable(name)) secrets.emplace_back(value);
  }
  return telemetry::Redaction(std::move(secrets));
}

}  // namespace

Result<std::unique_ptr<Steps>> Steps::Open(const ProcessEnvironment& environment) {
  ASSIGN_OR_RETURN(auto settings, ReadSettings(environment.variable));
  const auto& folder = settings.sources_folder;
  ASSIGN_OR_RETURN(
      auto catalog,
      sources::Catalog::Open(environment.sources,
                             folder.empty() ? std::nullopt : std::optional<std::filesystem::path>(folder)));
  std::unique_ptr<Steps> steps(new Steps(environment, std::move(settings), std::move(catalog)));
  RETURN_IF_ERROR(steps->OpenLake());
  RETURN_IF_ERROR(steps->OpenTelemetry());
  return steps;
}

Steps::Steps(const ProcessEnvironment& environment, Settings settings, sources::Catalog catalog)
    : environment_(environment),
      settings_(std::move(settings)),
      catalog_(std::move(catalog)),
      budget_(environment.clock),
      clock_(environment.clock, budget_),
      network_(environment.network, budget_),
      secrets_(network_, environment.variable),
      polite_(secrets_, clock_),
      http_(polite_, clock_, environment.random),
      traced_(network_),
      aws_context_{traced_, clock_, environment.random, environment.variable} {}

Result<void> Steps::OpenLake() {
  ASSIGN_OR_RETURN(processed_, aws::OpenStore(settings_.lake, aws_context_));
  ASSIGN_OR_RETURN(tables_, TablePublisher::Open(settings_, *processed_, aws_context_));
  if (settings_.raw.empty()) return {};
  ASSIGN_OR_RETURN(raw_, aws::OpenStore(settings_.raw, aws_context_));
  return {};
}

Result<void> Steps::OpenTelemetry() {
  ASSIGN_OR_RETURN(auto log, telemetry::LineWriter::To(environment_.log));
  ASSIGN_OR_RETURN(auto metrics, telemetry::LineWriter::To(environment_.log));
  std::vector<std::unique_ptr<telemetry::Sink>> sinks;
  sinks.push_back(
      std::make_unique<RequestLog>(std::move(log), SecretsOf(environment_.variable), request_id_));
  sinks.push_back(
      std::make_unique<telemetry::EmbeddedMetrics>(std::move(metrics), settings_.metric_namespace));
  telemetry_ = std::make_unique<telemetry::Telemetry>(environment_.clock, std::move(sinks));
  return {};
}

Result<Json> Steps::Do(std::string_view step, const Invocation& invocation, const Json& event) {
  const auto handler = pipeline::FindHandler(step);
  if (handler == nullptr)
    return InvalidInput("unknown step \"" + std::string(step) + "\": expected ingest, transform or validate");
  request_id_ = invocation.request_id;
  budget_.SetEnd(invocation.deadline + -kReserveMicros);
  traced_.SetTrace(invocation.trace);
  environment_.set_variable("_X_AMZN_TRACE_ID", invocation.trace);
  const pipeline::HandlerContext context{
      .lake = {.raw = raw_ ? *raw_ : *processed_, .processed = *processed_},
      .catalog = catalog_,
      .http = http_,
      .clock = clock_,
      .rules = std::string(environment_.quality_rules),
      .committed = CommitNote()};
  auto answer = handler(context, Completed(event));
  if (answer && step == "transform" && tables_) {
    const auto execution = event.StringAt("execution");
    const auto published = tables_->publisher().Publish(execution ? *execution : "");
    if (!published) answer = published.error();
  }
  StepTelemetry(*telemetry_, catalog_, clock_).Emit(step, event, answer);
  const auto reported = telemetry_->Flush();
  if (answer && !reported) return reported.error();
  return answer;
}

std::function<void(const lake::Manifest&, std::map<std::string, std::string>)> Steps::CommitNote() {
  if (!tables_) return {};
  return [this](const lake::Manifest& manifest, std::map<std::string, std::string> partitions) {
    tables_->publisher().Note(manifest, std::move(partitions));
  };
}

Json Steps::Completed(const Json& event) const {
  const auto* source = event.Find("source");
  if (source == nullptr || !source->is_string() || source->string() != "frankfurter") return event;
  auto completed = event;
  const auto day = [&](std::string_view key, const std::string& value) {
    const auto* requested = completed.Find(key);
    if (!value.empty() && (requested == nullptr || requested->is_null())) completed.Set(key, value);
  };
  day("from", settings_.start_date);
  day("to", settings_.end_date);
  const auto* requested = completed.Find("parameters");
  auto parameters = requested != nullptr && requested->is_object() ? *requested : Json::EmptyObject();
  const auto parameter = [&](std::string_view key, const std::string& value) {
    if (!value.empty() && parameters.Find(key) == nullptr) parameters.Set(key, value);
  };
  parameter("base_url", settings_.base_api_url);
  parameter("base", settings_.base_currency);
  completed.Set("parameters", std::move(parameters));
  return completed;
}

}  // namespace fxlake::cloud
