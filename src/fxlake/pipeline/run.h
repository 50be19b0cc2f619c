// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "fxlake/env/process.h"
#include "fxlake/env/random.h"
#include "fxlake/pipeline/handlers.h"
#include "fxlake/pipeline/run_lock.h"
#include "fxlake/pipeline/sns_service.h"
#include "fxlake/query/engine.h"

namespace fxlake::pipeline {

// The name of workflows/fxlake.asl.json, which a run executes.
inline constexpr const char* kWorkflowName = "fxlake";

// Dependencies of a run. All must outlive it.
struct RunContext {
  HandlerContext handlers;
  env::Random& random;
  // the true time, which other processes see too; the handlers' clock may show another day
  env::Clock& real_clock;
  env::Processes& processes;
  // definitions by name: kWorkflowName's, and those that a workflow may start
  std::map<std::string, std::string> workflows;
  // Opens an engine with the lake's views over the partitions committed at the time of the call, from a year
  // on.
  std::function<Result<std::unique_ptr<query::Engine>>(int first_year)> open_engine;
  Notify notify;
  // Brings the open tables up to what is committed, whoever committed it, under the run's name. May be empty.
  std::function<Result<void>(const std::string& run)> publish_tables = {};
};

// A source to fetch; without dates, the days that the lake lacks.
struct FetchRequest {
  std::string source;
  std::optional<Date> from = {};
  std::optional<Date> to = {};
};

// What to do when another execution is in progress: `beside` runs concurrently.
enum class IfRunning { refuse, wait, beside };

struct RunOptions {
  std::string name;                          // execution name; "": generated
  std::vector<FetchRequest> fetch_requests;  // each source once; empty: the enabled ones
  bool replayed = false;                     // the client replays a recording
  bool unverified = false;                   // also fetches named sources whose status is not verified
  std::map<std::string, std::string> parameters = {};  // override the sources' parameters
  IfRunning if_running = IfRunning::refuse;
  std::stop_token stop = {};  // requests the execution to end as ABORTED
};

// Executes the workflow once: fetches every source, transforms new data, and checks the years that changed
// and the year before them (`fxlake validate` checks everything). Then publishes
// the open tables; the run fails when that fails. Writes input, steps, history and report
// under runs/<name>/ and returns the report. If an earlier execution was killed, first writes a report that
// says so; its unfinished work is done now. Errors: conflict when the name is taken or another execution is
// in progress; the store's when not even the report can be written. All other failures are in the report.
Result<Json> Run(const RunContext& context, const RunOptions& options);

// A new name: the time and six random digits.
std::string NewExecutionName(Instant at, env::Random& random);

// Whether an execution with that name exists, running or ended.
Result<bool> HasBegun(env::ObjectStore& store, const std::string& name);

struct PastRun {
  std::string name;
  std::optional<Json> report;  // nullopt: running, or killed
};
// When a run began: from its name if the program generated it, else from its report or its first event.
// nullopt when unknown.
std::optional<Instant> StartOf(env::ObjectStore& store, const std::string& name);
// The most recently started first.
Result<std::vector<PastRun>> ListRuns(env::ObjectStore& store);
Result<Json> ReadRun(env::ObjectStore& store, const std::string& name);

}  // namespace fxlake::pipeline
