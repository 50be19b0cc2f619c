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

// Of workflows/fxlake.asl.json, which a run executes.
inline constexpr const char* kWorkflowName = "fxlake";

// What a run works with. All must outlive it.
struct RunContext {
  HandlerContext handlers;
  env::Random& random;
  env::Clock& real_clock;  // which other processes see too, whatever day the handlers' clock shows
  env::Processes& processes;
  std::map<std::string, std::string>
      workflows;  // definitions by name: kWorkflowName's, and those that a workflow may start
  // An engine with the lake's views as they are committed when it is called, of partitions from a year on.
  std::function<Result<std::unique_ptr<query::Engine>>(int first_year)> open_engine;
  Notify notify;
};

// A source to ask; without days, for those that the lake lacks.
struct FetchRequest {
  std::string source;
  std::optional<Date> from = {};
  std::optional<Date> to = {};
};

// What to do about another execution under way: `beside` runs along with it.
enum class IfRunning { refuse, wait, beside };

struct RunOptions {
  std::string name;                          // of the execution; "" makes one
  std::vector<FetchRequest> fetch_requests;  // each source once; empty: those that are enabled
  bool replayed = false;                     // the client answers from a recording
  bool unverified = false;  // sources that were never tried on real bytes are asked too, when they are named
  std::map<std::string, std::string> parameters = {};  // in place of the sources' own
  IfRunning if_running = IfRunning::refuse;
  std::stop_token stop = {};  // asks the execution to end as ABORTED
};

// One execution of the workflow: asks every source, transforms what is new, checks the years that changed and
// the one before them (the rest was checked when it changed; `fxlake validate` checks everything). Keeps
// input, steps, history and report under runs/<name>/, and answers with the report. An execution that was
// killed before gets a report that says so; what it left is done now. Errors: conflict when the name is taken
// or another execution is under way; the store's when not even the report can be kept. All else is in the
// report.
Result<Json> Run(const RunContext& context, const RunOptions& options);

// A new name: the time and six random digits.
std::string NewExecutionName(Instant at, env::Random& random);

// Whether there is an execution of that name, under way or ended.
Result<bool> HasBegun(env::ObjectStore& store, const std::string& name);

struct PastRun {
  std::string name;
  std::optional<Json> report;  // nullopt: under way, or killed
};
// When a run began: by its name where the program made it, else by its report or its first event. nullopt
// when nothing tells.
std::optional<Instant> StartOf(env::ObjectStore& store, const std::string& name);
// The one that began last first.
Result<std::vector<PastRun>> ListRuns(env::ObjectStore& store);
Result<Json> ReadRun(env::ObjectStore& store, const std::string& name);

}  // namespace fxlake::pipeline
