// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "fxlake/asl/execution.h"
#include "fxlake/pipeline/athena_service.h"
#include "fxlake/pipeline/glue_service.h"
#include "fxlake/pipeline/lambda_service.h"
#include "fxlake/pipeline/quality_check.h"
#include "fxlake/pipeline/run_history.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/pipeline/step_log.h"
#include "fxlake/pipeline/workflow.h"
#include "fxlake/quality/parse.h"

namespace fxlake::pipeline {
namespace {

constexpr std::size_t kAskedAtOnce = 8;
constexpr std::string_view kWorkflowName = "fxlake";

Json DayOrNull(const std::optional<Date>& day) { return day ? Json(day->ToString()) : Json(); }

std::vector<std::string> NamesOf(const std::vector<Ask>& asks) {
  std::vector<std::string> names;
  for (const auto& ask : asks) names.push_back(ask.source);
  return names;
}

Json InputOf(const std::vector<Ask>& asks, const RunOptions& options) {
  Json sources = Json::EmptyArray(), parameters = Json::EmptyObject();
  for (const auto& ask : asks) {
    sources.Append(JsonObject({{"source", ask.source}, {"from", DayOrNull(ask.from)}, {"to", DayOrNull(ask.to)}}));
  }
  for (const auto& [name, value] : options.parameters) parameters.Set(name, value);
  return JsonObject({{"sources", std::move(sources)}, {"replayed", options.replayed}, {"parameters", std::move(parameters)}});
}

// A check of what changed needs the year before it: jumps and gaps reach back over New Year.
Result<int> FirstYearToCheck(env::ObjectStore& store, const std::string& execution, Date today) {
  ASSIGN_OR_RETURN(const auto steps, ReadSteps(store, execution));
  auto first = static_cast<std::int64_t>(today.year());
  for (const auto& step : steps) {
    if (const auto year = step.outcome.Int64At("first_year_written")) first = std::min(first, *year);
    const auto watermark = Date::Parse(step.outcome.StringAt("watermark").value_or(""));
    if (watermark) first = std::min<std::int64_t>(first, watermark->year());
  }
  return static_cast<int>(first - 1);
}

// One execution and the services that do its tasks in this process.
class LocalRun {
 public:
  LocalRun(const RunContext& context, std::string name, std::vector<Ask> asks)
      : context_(context), name_(std::move(name)), asks_(std::move(asks)), history_(store(), name_) {}

  Result<asl::ExecutionResult> Execute(const Json& input, std::stop_token stop) {
    ASSIGN_OR_RETURN(const auto definition, Definition());
    ASSIGN_OR_RETURN(const auto machine, ReadWorkflow(definition));
    WorkLane functions(kAskedAtOnce), jobs(1);
    ServiceRunner services([this] { history_.Flush(); });
    AddServices(services, functions, jobs);
    const asl::Services world{
        .clock = context_.handlers.clock, .random = context_.random, .tasks = &services, .objects = nullptr, .history = &history_};
    asl::ExecutionOptions options{.name = name_, .machine_name = std::string(kWorkflowName), .stop = std::move(stop)};
    auto result = asl::Execute(*machine, input, world, options);
    history_.Flush();
    return result;
  }

  Result<void> history_problem() const { return history_.problem(); }
  int checked_from_year() const { return checked_from_year_; }

 private:
  env::ObjectStore& store() const { return context_.handlers.lake.processed; }

  Result<std::string> Definition() {
    const auto names = NamesOf(asks_);
    ASSIGN_OR_RETURN(const auto rules, quality::ParseDqdl(context_.handlers.rules));
    const auto today = context_.handlers.clock.Today();
    ASSIGN_OR_RETURN(const auto inputs, CheckInputsFor(store(), context_.handlers.catalog, today, names));
    return FillPlaceholders(context_.workflow,
                            {{"Sources", fmt::format("{}", fmt::join(names, ","))},
                             {"IngestFunction", "ingest"},
                             {"ValidateFunction", "validate"},
                             {"TransformJob", "transform"},
                             {"QualitySql", quality::CompileRules(rules, CheckOptions(inputs, today, query::Dialect::duckdb))},
                             {"Database", std::string(kWorkflowName)},
                             {"WorkGroup", std::string(kWorkflowName)},
                             {"NotificationTopic", "arn:aws:sns:local:000000000000:fxlake"}});
  }

  void AddServices(ServiceRunner& services, WorkLane& functions, WorkLane& jobs) {
    const auto bind = [this](Handler handler) { return [this, handler](const Json& event) { return handler(context_.handlers, event); }; };
    const auto transform = [this](const Json& event) -> Result<void> {
      RETURN_IF_ERROR(HandleTransform(context_.handlers, event));
      return {};
    };
    auto& random = context_.random;
    auto& clock = context_.handlers.clock;
    auto athena = MakeAthenaServices([this](const std::string& sql) { return Query(sql); }, clock, random);
    services.Add("arn:aws:states:::lambda:invoke", functions,
                 LambdaService({{"ingest", bind(HandleIngest)}, {"validate", bind(HandleValidate)}}, random));
    services.Add("arn:aws:states:::glue:startJobRun.sync", jobs, GlueService({{"transform", transform}}, clock, random, 1));
    services.Add("arn:aws:states:::athena:startQueryExecution.sync", jobs, std::move(athena.start_query));
    services.Add("arn:aws:states:::athena:getQueryResults", jobs, std::move(athena.get_results));
    services.Add("arn:aws:states:::sns:publish", jobs, SnsService(context_.notify, random));
  }

  Result<query::Table> Query(const std::string& sql) {
    if (context_.handlers.progress) context_.handlers.progress("checking quality", 0, 0);
    const auto ask = [&]() -> Result<query::Table> {
      ASSIGN_OR_RETURN(const auto year, FirstYearToCheck(store(), name_, context_.handlers.clock.Today()));
      ASSIGN_OR_RETURN(const auto engine, context_.open_engine(year));
      checked_from_year_ = year;
      return query::RunToTable(*engine, sql);
    };
    auto table = ask().In("checking quality");
    if (!table) RETURN_IF_ERROR(KeepStep(store(), name_, {"query", "", FailureOutcome(table.error())}));
    return table;
  }

  const RunContext& context_;
  const std::string name_;
  const std::vector<Ask> asks_;
  RunHistory history_;
  std::atomic<int> checked_from_year_ = 0;
};

Result<std::unique_ptr<RunLock>> TakeLock(const RunContext& context, const std::string& name, IfRunning if_running) {
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

// A report for an execution whose process ended without one. What it kept in the raw zone is transformed by the executions that follow.
Result<void> Abandon(env::ObjectStore& store, const std::string& name, const std::string& by, Instant now) {
  auto sources = SourcesOfInput(store, name);
  if (!sources) return {};  // it had not begun
  ASSIGN_OR_RETURN(const auto report, MakeReport(store, {.name = name,
                                                         .status = "ABANDONED",
                                                         .error = "FXLake.Abandoned",
                                                         .cause = "its process ended without a word; " + by + " came after it",
                                                         .started = now,
                                                         .finished = now,
                                                         .sources = *std::move(sources)}));
  const auto put = store.Put(lake::RunReportKey(name), report.DumpPretty(), env::IfAbsent());
  if (!put && put.error().kind() != ErrorKind::conflict) return put.error().In("closing the execution " + name);
  return {};
}

Result<std::vector<Ask>> AsksOf(const sources::Catalog& catalog, const RunOptions& options) {
  auto asks = options.asks;
  if (asks.empty()) {
    ASSIGN_OR_RETURN(auto enabled, catalog.EnabledNames());
    for (auto& name : enabled) asks.push_back({.source = std::move(name)});
  }
  for (const auto& ask : asks) RETURN_IF_ERROR(catalog.Find(ask.source));
  for (auto ask = asks.begin(); ask != asks.end(); ++ask) {
    if (std::any_of(asks.begin(), ask, [&](const Ask& other) { return other.source == ask->source; })) {
      return InvalidInput("the source " + ask->source + " is named twice");
    }
  }
  return asks;
}

}  // namespace

std::string NewExecutionName(Instant at, env::Random& random) { return fmt::format("{}-{:06x}", at.ToCompact(), random.Next() & 0xFFFFFF); }

Result<Json> Run(const RunContext& context, const RunOptions& options) {
  auto& store = context.handlers.lake.processed;
  auto& clock = context.handlers.clock;
  ASSIGN_OR_RETURN(const auto asks, AsksOf(context.handlers.catalog, options));
  ExecutionFacts facts{.name = options.name, .started = clock.Now(), .replayed = options.replayed, .sources = NamesOf(asks)};
  if (facts.name.empty()) facts.name = NewExecutionName(facts.started, context.random);
  RETURN_IF_ERROR(CheckExecutionName(facts.name));
  ASSIGN_OR_RETURN(const auto lock, TakeLock(context, facts.name, options.if_running));
  if (lock != nullptr && lock->abandoned()) RETURN_IF_ERROR(Abandon(store, *lock->abandoned(), facts.name, facts.started));
  const auto input = InputOf(asks, options);
  const auto begun = store.Put(lake::RunInputKey(facts.name), input.DumpPretty(), env::IfAbsent());
  if (!begun && begun.error().kind() == ErrorKind::conflict) return Conflict("there is an execution named " + facts.name + " already");
  if (!begun) return begun.error().In("beginning the run");

  std::stop_source stop;
  const std::stop_callback asked(options.stop, [&stop] { stop.request_stop(); });
  const std::stop_callback lost(lock != nullptr ? lock->lost() : std::stop_token(), [&stop] { stop.request_stop(); });
  LocalRun run(context, facts.name, asks);
  ASSIGN_OR_RETURN(const auto result, run.Execute(input, stop.get_token()));
  facts.status = asl::NameOf(result.status);
  facts.error = result.error;
  facts.cause = result.cause;
  facts.finished = clock.Now();
  facts.checked_from_year = run.checked_from_year();
  ASSIGN_OR_RETURN(auto report, MakeReport(store, facts));
  RETURN_IF_ERROR(store.Put(lake::RunReportKey(facts.name), report.DumpPretty(), env::Always()).In("keeping the run's report"));
  RETURN_IF_ERROR(run.history_problem());
  return report;
}

}  // namespace fxlake::pipeline
