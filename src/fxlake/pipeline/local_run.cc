// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/local_run.h"

#include <fmt/format.h>

#include <algorithm>

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

constexpr std::size_t kRequestsAtOnce = 8;
// limit of running child executions of one run; each has a thread
constexpr std::size_t kMostChildren = 64;
constexpr std::size_t kDeepest = 8;  // limit of nested executions

// Checking the years that changed needs the previous year: jumps and gaps extend across New Year.
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

void AddChildren(ServiceRunner& services, ThreadPool& pool, ChildExecutions& children) {
  using Answer = ChildExecutions::Answer;
  const std::string resource = "arn:aws:states:::states:startExecution";
  for (const auto& [ending, answer] :
       {std::pair{"", Answer::begun}, {".sync", Answer::ended_text}, {".sync:2", Answer::ended_json}}) {
    services.AddLate(resource + ending, pool,
                     [&children, answer](const asl::TaskRequest& request, asl::TaskReply reply) {
                       children.Start(request, std::move(reply), answer);
                     });
  }
  services.OnCancel([&children](std::uint64_t task) { children.Cancel(task); });
}

}  // namespace

Result<asl::ExecutionResult> LocalRun::Execute(const Json& input, const std::stop_token& stop) {
  ASSIGN_OR_RETURN(auto definition, Definition(context_.workflows.at(kWorkflowName)));
  Begun begun{.machine = kWorkflowName, .name = name_, .definition = std::move(definition), .input = input};
  return Execute(begun, stop, history_problem_);
}

// Waits for the tasks first, then for the executions that they started.
asl::ExecutionResult LocalRun::Execute(const Begun& begun, const std::stop_token& stop,
                                       Result<void>& history_problem) {
  RunHistory history(store(), begun.name);
  asl::ExecutionResult result;
  {
    const auto begin = [this, depth = begun.depth + 1](const ChildRequest& child) {
      return Begin(child, depth);
    };
    ChildExecutions children(begin, context_.handlers.clock, context_.random, stop);
    ServiceRunner services([&history] { history.Flush(); });
    ThreadPool functions(kRequestsAtOnce), jobs(1), starts(1);
    AddServices(services, functions, jobs);
    AddChildren(services, starts, children);
    const asl::Services fixture{.clock = context_.handlers.clock,
                                .random = context_.random,
                                .tasks = &services,
                                .objects = nullptr,
                                .history = &history};
    result = asl::Execute(*begun.definition, begun.input, fixture,
                          {.name = begun.name, .machine_name = begun.machine, .stop = stop});
  }
  history.Flush();
  history_problem = history.problem();
  return result;
}

// A child execution with its own input, history and report.
Result<ChildWork> LocalRun::Begin(const ChildRequest& child, std::size_t depth) {
  const auto found = context_.workflows.find(child.machine);
  if (found == context_.workflows.end()) return NotFound("there is no workflow " + child.machine);
  RETURN_IF_ERROR(CheckExecutionName(child.name));
  auto definition = Definition(found->second);
  if (!definition) return Corrupt(child.machine + ": " + definition.error().message());
  if (depth > kDeepest)
    return Throttled(fmt::format("executions that start executions can be nested {} deep at most", kDeepest));
  if (under_way_.fetch_add(1) >= kMostChildren) {
    --under_way_;
    return Throttled(fmt::format("{} executions of this run are already running", kMostChildren));
  }
  const auto put = store().Put(lake::RunInputKey(child.name), child.input.DumpPretty(), env::IfAbsent());
  if (!put) {
    --under_way_;
    return put.error().In("starting the execution " + child.name);
  }
  const Begun begun{child.machine, child.name, *std::move(definition), child.input, depth};
  return [this, begun](const std::stop_token& stop) {
    auto result = Finish(begun, stop);
    --under_way_;
    return result;
  };
}

asl::ExecutionResult LocalRun::Finish(const Begun& begun, const std::stop_token& stop) {
  const auto started = context_.handlers.clock.Now();
  Result<void> problem;
  auto result = Execute(begun, stop, problem);
  const auto keep = [&]() -> Result<void> {
    RETURN_IF_ERROR(problem);
    ASSIGN_OR_RETURN(const auto report,
                     MakeReport(store(), {.name = begun.name,
                                          .status = std::string(asl::NameOf(result.status)),
                                          .error = result.error,
                                          .cause = result.cause,
                                          .started = started,
                                          .finished = context_.handlers.clock.Now()}));
    RETURN_IF_ERROR(store().Put(lake::RunReportKey(begun.name), report.DumpPretty(), env::Always()));
    return {};
  };
  if (const auto kept = keep(); !kept)
    return {asl::ExecutionStatus::failed, {}, "FXLake.Unavailable", kept.error().message()};
  return result;
}

Result<std::shared_ptr<const asl::Machine>> LocalRun::Definition(const std::string& workflow) {
  const auto requests = [&](const std::string& placeholder) {
    return workflow.contains("${" + placeholder + "}");
  };
  std::map<std::string, std::string> values = {
      {"Sources", fmt::format("{}", fmt::join(sources_, ","))},
      {"IngestFunction", "ingest"},
      {"ValidateFunction", "validate"},
      {"TransformFunction", "transform"},
      {"TransformJob", "transform"},
      {"Database", kWorkflowName},
      {"WorkGroup", kWorkflowName},
      {"NotificationTopic", "arn:aws:sns:local:000000000000:fxlake"}};
  if (requests("QualitySql")) {
    ASSIGN_OR_RETURN(values["QualitySql"], QualitySql());
  }
  std::erase_if(values, [&](const auto& value) { return !requests(value.first); });
  ASSIGN_OR_RETURN(const auto definition, FillPlaceholders(workflow, values));
  return ReadWorkflow(definition);
}

Result<std::string> LocalRun::QualitySql() {
  ASSIGN_OR_RETURN(const auto rules, quality::ParseDqdl(context_.handlers.rules));
  const auto today = context_.handlers.clock.Today();
  ASSIGN_OR_RETURN(const auto inputs, CheckInputsFor(store(), context_.handlers.catalog, today, sources_));
  return quality::CompileRules(rules, CheckOptions(inputs, today, query::Dialect::duckdb));
}

void LocalRun::AddServices(ServiceRunner& services, ThreadPool& functions, ThreadPool& jobs) {
  const auto bind = [this](Handler handler) {
    return [this, handler](const Json& event) { return handler(context_.handlers, event); };
  };
  const auto transform = [this](const Json& event) -> Result<void> {
    RETURN_IF_ERROR(HandleTransform(context_.handlers, event));
    return {};
  };
  const Functions handlers{{"ingest", bind(HandleIngest)},
                           {"validate", bind(HandleValidate)},
                           {"transform", bind(HandleTransform)}};
  auto& random = context_.random;
  auto& clock = context_.handlers.clock;
  auto athena = MakeAthenaServices([this](const std::string& sql) { return Query(sql); }, clock, random);
  services.Add("arn:aws:states:::lambda:invoke", functions, LambdaService(handlers, random));
  services.Add("arn:aws:states:::glue:startJobRun.sync", jobs,
               GlueService({{"transform", transform}}, clock, random, 1));
  services.Add("arn:aws:states:::athena:startQueryExecution.sync", jobs, std::move(athena.start_query));
  services.Add("arn:aws:states:::athena:getQueryResults", jobs, std::move(athena.get_results));
  services.Add("arn:aws:states:::sns:publish", jobs, SnsService(context_.notify, random));
}

Result<query::Table> LocalRun::Query(const std::string& sql) {
  if (context_.handlers.progress) context_.handlers.progress("checking quality", 0, 0);
  const auto fetch_request = [&]() -> Result<query::Table> {
    ASSIGN_OR_RETURN(const auto year, FirstYearToCheck(store(), name_, context_.handlers.clock.Today()));
    ASSIGN_OR_RETURN(const auto engine, context_.open_engine(year));
    checked_from_year_ = year;
    return query::RunToTable(*engine, sql);
  };
  auto table = fetch_request().In("checking quality");
  if (!table) RETURN_IF_ERROR(KeepStep(store(), name_, {"query", "", FailureOutcome(table.error())}));
  return table;
}

}  // namespace fxlake::pipeline
