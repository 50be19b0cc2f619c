// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/handlers.h"

#include "fxlake/pipeline/audit_objects.h"
#include "fxlake/pipeline/ingest.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/pipeline/step_log.h"
#include "fxlake/transform/transform.h"

namespace fxlake::pipeline {
namespace {

Result<std::optional<Date>> DayAt(const Json& event, std::string_view key) {
  const auto* value = event.Find(key);
  if (value == nullptr || value->is_null()) return std::optional<Date>();
  if (!value->is_string())
    return InvalidInput("\"" + std::string(key) + "\" is not a date: " + value->Dump());
  ASSIGN_OR_RETURN(const auto day, Date::Parse(value->string()).In("reading \"" + std::string(key) + "\""));
  return std::optional(day);
}

// The source of an event, given by name or with its own dates.
Result<std::string> SourceOf(const Json& event) {
  const auto* source = event.Find("source");
  if (source != nullptr && source->is_object()) return source->StringAt("source");
  return event.StringAt("source");
}

Result<IngestOptions> IngestOptionsOf(const Json& event) {
  IngestOptions options;
  const auto* source = event.Find("source");
  const auto& days = source != nullptr && source->is_object() ? *source : event;
  ASSIGN_OR_RETURN(options.from, DayAt(days, "from"));
  ASSIGN_OR_RETURN(options.to, DayAt(days, "to"));
  for (const auto* holder : {&event, &days}) {
    const auto* unverified = holder->Find("unverified");
    options.unverified =
        options.unverified || (unverified != nullptr && unverified->is_bool() && unverified->boolean());
  }
  if (const auto* replayed = event.Find("replayed"))
    options.replayed = replayed->is_bool() && replayed->boolean();
  const auto* parameters = event.Find("parameters");
  if (parameters == nullptr || !parameters->is_object()) return options;
  for (const auto& [name, value] : parameters->object()) {
    if (!value.is_string())
      return InvalidInput("the parameter \"" + name + "\" is not a text: " + value.Dump());
    options.parameters[name] = value.string();
  }
  return options;
}

// Executes a step for an event and stores its outcome.
Result<Json> Recorded(const HandlerContext& context, const Json& event, std::string_view step,
                      const std::function<Result<Json>(const std::string& source, Json& outcome)>& work) {
  ASSIGN_OR_RETURN(const auto source, SourceOf(event).In("reading the event of " + std::string(step)));
  Json outcome;
  auto answer = work(source, outcome);
  const auto* execution = event.Find("execution");
  if (execution == nullptr || !execution->is_string()) return answer;
  if (outcome.is_null()) outcome = answer ? *answer : FailureOutcome(answer.error());
  const auto kept =
      KeepStep(context.lake.processed, execution->string(), {std::string(step), source, std::move(outcome)});
  if (answer && !kept) return kept.error();
  return answer;
}

}  // namespace

Result<Json> HandleIngest(const HandlerContext& context, const Json& event) {
  return Recorded(context, event, "ingest", [&](const std::string& source, Json&) -> Result<Json> {
    if (context.progress) context.progress("fetching " + source, 0, 0);
    const auto doing = "fetching " + source;
    ASSIGN_OR_RETURN(const auto* spec, context.catalog.Find(source).In(doing));
    ASSIGN_OR_RETURN(auto options, IngestOptionsOf(event).In(doing));
    options.machine_clock = context.machine_clock;
    ASSIGN_OR_RETURN(const auto outcome,
                     Ingest(context.lake, *spec, context.http, context.clock, options).In(doing));
    return outcome.ToJson();
  });
}

Result<Json> HandleTransform(const HandlerContext& context, const Json& event) {
  return Recorded(context, event, "transform", [&](const std::string& source, Json& outcome) -> Result<Json> {
    if (context.progress) context.progress("transforming " + source, 0, 0);
    const transform::TransformOptions options{
        .sources = {source},
        .progress = context.progress,
        .known_records =
            [&context](const std::string& name) { return JournaledRecords(context.lake.processed, name); },
        .committed = context.committed};
    ASSIGN_OR_RETURN(
        const auto report,
        transform::Transform(context.lake, context.catalog, options).In("transforming " + source));
    const auto& done = report.sources.front();
    outcome = ToJson(done);
    if (done.failure) return *done.failure;
    if (!done.unreadable_bodies.empty()) return InvalidInput(done.unreadable_bodies.front());
    return outcome;
  });
}

Handler FindHandler(std::string_view name) {
  if (name == "ingest") return HandleIngest;
  if (name == "transform") return HandleTransform;
  if (name == "validate") return HandleValidate;
  return nullptr;
}

}  // namespace fxlake::pipeline
