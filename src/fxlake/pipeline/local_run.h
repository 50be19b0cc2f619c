// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "fxlake/asl/run/execution.h"
#include "fxlake/pipeline/child_executions.h"
#include "fxlake/pipeline/run.h"
#include "fxlake/pipeline/service_runner.h"

namespace fxlake::pipeline {

// One execution of the workflow with its child executions, and the services that perform their tasks in this
// process.
class LocalRun {
 public:
  // `sources` are fetched when the workflow's input names none.
  LocalRun(const RunContext& context, std::string name, std::vector<std::string> sources)
      : context_(context), name_(std::move(name)), sources_(std::move(sources)) {}

  // Waits for everything in progress before it returns. Errors: a workflow that cannot run.
  Result<asl::ExecutionResult> Execute(const Json& input, const std::stop_token& stop);

  // The error of writing the history, if any.
  const Result<void>& history_problem() const { return history_problem_; }
  // 0: nothing was checked.
  int checked_from_year() const { return checked_from_year_; }

 private:
  struct Begun {
    std::string machine;
    std::string name;
    std::shared_ptr<const asl::Machine> definition;
    Json input;
    std::size_t depth = 0;  // 0 for the run itself
  };
  env::ObjectStore& store() const { return context_.handlers.lake.processed; }
  asl::ExecutionResult Execute(const Begun& begun, const std::stop_token& stop,
                               Result<void>& history_problem);
  Result<ChildWork> Begin(const ChildRequest& child, std::size_t depth);
  asl::ExecutionResult Finish(const Begun& begun, const std::stop_token& stop);
  Result<std::shared_ptr<const asl::Machine>> Definition(const std::string& workflow);
  Result<std::string> QualitySql();
  void AddServices(ServiceRunner& services, ThreadPool& functions, ThreadPool& jobs);
  Result<query::Table> Query(const std::string& sql);

  const RunContext& context_;
  const std::string name_;
  const std::vector<std::string> sources_;
  Result<void> history_problem_;
  std::atomic<int> checked_from_year_ = 0;
  std::atomic<std::size_t> under_way_ = 0;  // child executions in progress
};

}  // namespace fxlake::pipeline
