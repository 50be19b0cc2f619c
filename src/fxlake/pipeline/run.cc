// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/pipeline/ingest.h"
#include "fxlake/pipeline/local_run.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/pipeline/step_log.h"

namespace fxlake::pipeline {
namespace {

Json DayOrNull(const std::optional<Date>& day) { return day ? Json(day->ToString()) : Json(); }

std::vector<std::string> NamesOf(const std::vector<FetchRequest>& fetch_requests) {
  std::vector<std::string> names;
  for (const auto& fetch_request : fetch_requests) names.push_back(fetch_request.source);
  return names;
}

Json InputOf(const std::vector<FetchRequest>& fetch_requests, const RunOptions& options) {
  Json sources = Json::EmptyArray(), parameters = Json::EmptyObject();
  for (const auto& fetch_request : fetch_requests) {
    auto source = JsonObject({{"source", fetch_request.source},
                              {"from", DayOrNull(fetch_request.from)},
                              {"to", DayOrNull(fetch_request.to)}});
    if (options.unverified) source.Set("unverified", true);
    sources.Append(std::move(source));
  }
  for (const auto& [name, value] : options.parameters) parameters.Set(name, value);
  return JsonObject({{"sources", std::move(sources)},
                     {"replayed", options.replayed},
                     {"parameters", std::move(parameters)}});
}

Result<std::unique_ptr<RunLock>> TakeLock(const RunContext& context, const std::string& name,
                                          IfRunning if_running) {
  if (if_running == IfRunning::beside) return std::unique_ptr<RunLock>();
  RunLockOptions options{.when_busy = if_running == IfRunning::wait ? WhenBusy::wait : WhenBusy::refuse};
  options.waiting_for = [&](const std::string& other) {
    if (context.handlers.progress) context.handlers.progress("waiting for the execution " + other, 0, 0);
  };
  return RunLock::Take(context.handlers.lake.processed, context.real_clock, context.processes, name, options);
}

// The names of the sources in an input that Run wrote.
Result<std::vector<std::string>> SourcesOfInput(env::ObjectStore& store, const std::string& name) {
  ASSIGN_OR_RETURN(const auto text, store.GetRange(lake::RunInputKey(name), {0, UINT64_MAX}));
  ASSIGN_OR_RETURN(const auto input, Json::Parse(text));
  std::vector<std::string> names;
  const auto* sources = input.Find("sources");
  if (sources == nullptr || !sources->is_array()) return names;
  for (const auto& source : sources->array()) {
    ASSIGN_OR_RETURN(auto source_name, source.StringAt("source"));
    names.push_back(std::move(source_name));
  }
  return names;
}

// A report for an execution whose process ended without one. Later executions transform what it left in the
// raw zone.
Result<void> Abandon(env::ObjectStore& store, const std::string& name, const std::string& by, Instant now) {
  auto sources = SourcesOfInput(store, name);
  if (!sources) return {};  // it had not begun
  ASSIGN_OR_RETURN(const auto report,
                   MakeReport(store, {.name = name,
                                      .status = "ABANDONED",
                                      .error = "FXLake.Abandoned",
                                      .cause = "its process ended without a report; it was closed by " + by,
                                      .started = now,
                                      .finished = now,
                                      .sources = *std::move(sources)}));
  const auto put = store.Put(lake::RunReportKey(name), report.DumpPretty(), env::IfAbsent());
  if (!put && put.error().kind() != ErrorKind::conflict)
    return put.error().In("closing the execution " + name);
  return {};
}

Result<std::vector<FetchRequest>> FetchesOf(const sources::Catalog& catalog, const RunOptions& options) {
  auto fetch_requests = options.fetch_requests;
  if (fetch_requests.empty()) {
    ASSIGN_OR_RETURN(auto enabled, catalog.EnabledNames());
    for (auto& name : enabled) fetch_requests.push_back({.source = std::move(name)});
  }
  for (const auto& fetch_request : fetch_requests) {
    ASSIGN_OR_RETURN(const auto* spec, catalog.Find(fetch_request.source));
    RETURN_IF_ERROR(CheckVerified(*spec, options.unverified));
  }
  for (auto fetch_request = fetch_requests.begin(); fetch_request != fetch_requests.end(); ++fetch_request) {
    if (std::any_of(fetch_requests.begin(), fetch_request,
                    [&](const FetchRequest& other) { return other.source == fetch_request->source; })) {
      return InvalidInput("the source " + fetch_request->source + " is named twice");
    }
  }
  return fetch_requests;
}

}  // namespace

std::string NewExecutionName(Instant at, env::Random& random) {
  return fmt::format("{}-{:06x}", at.ToCompact(), random.Next() & 0xFFFFFF);
}

Result<Json> Run(const RunContext& context, const RunOptions& options) {
  auto& store = context.handlers.lake.processed;
  auto& clock = context.handlers.clock;
  ASSIGN_OR_RETURN(const auto fetch_requests, FetchesOf(context.handlers.catalog, options));
  ExecutionFacts facts{.name = options.name,
                       .started = clock.Now(),
                       .replayed = options.replayed,
                       .sources = NamesOf(fetch_requests)};
  if (facts.name.empty()) facts.name = NewExecutionName(facts.started, context.random);
  RETURN_IF_ERROR(CheckExecutionName(facts.name));
  ASSIGN_OR_RETURN(const auto lock, TakeLock(context, facts.name, options.if_running));
  if (lock != nullptr && lock->abandoned())
    RETURN_IF_ERROR(Abandon(store, *lock->abandoned(), facts.name, facts.started));
  const auto input = InputOf(fetch_requests, options);
  const auto begun = store.Put(lake::RunInputKey(facts.name), input.DumpPretty(), env::IfAbsent());
  if (!begun && begun.error().kind() == ErrorKind::conflict)
    return Conflict("there is already an execution named " + facts.name);
  if (!begun) return begun.error().In("starting the run");

  std::stop_source stop;
  const std::stop_callback requested(options.stop, [&stop] { stop.request_stop(); });
  const std::stop_callback lost(lock != nullptr ? lock->lost() : std::stop_token(),
                                [&stop] { stop.request_stop(); });
  LocalRun run(context, facts.name, facts.sources);
  ASSIGN_OR_RETURN(const auto result, run.Execute(input, stop.get_token()));
  facts.status = asl::NameOf(result.status);
  facts.error = result.error;
  facts.cause = result.cause;
  if (context.publish_tables) {
    const auto published = context.publish_tables(facts.name);
    if (!published && result.status == asl::ExecutionStatus::succeeded) {
      facts.status = asl::NameOf(asl::ExecutionStatus::failed);
      facts.error = TraitsOf(published.error().kind()).asl_name;
      facts.cause = published.error().message();
    }
  }
  facts.finished = clock.Now();
  facts.checked_from_year = run.checked_from_year();
  ASSIGN_OR_RETURN(auto report, MakeReport(store, facts));
  RETURN_IF_ERROR(store.Put(lake::RunReportKey(facts.name), report.DumpPretty(), env::Always())
                      .In("storing the report of the run"));
  RETURN_IF_ERROR(run.history_problem());
  return report;
}

}  // namespace fxlake::pipeline
