// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>

#include "fxlake/asl/definition/definition.h"
#include "fxlake/asl/run/history.h"
#include "fxlake/asl/run/task_runner.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/object_store.h"
#include "fxlake/env/random.h"

namespace fxlake::asl {

// What an execution needs of the world. All must outlive it.
struct Services {
  env::Clock& clock;
  env::Random& random;
  TaskRunner* tasks = nullptr;  // none: every Task state fails
  env::ObjectStore* objects =
      nullptr;  // s3://bucket/key is the object "bucket/key"; none: item readers and result writers fail
  HistorySink* history = nullptr;
};

struct Limits {
  std::size_t state_data_bytes = 262'144;      // of one input, output, result or variable, as on AWS
  std::uint64_t events = 4'000'000;            // of one execution; AWS allows a standard workflow 25,000
  std::size_t inline_concurrency = 40;         // of a Map whose MaxConcurrency is 0, as on AWS
  std::size_t distributed_concurrency = 1000;  // the same of a distributed Map
  std::size_t frames =
      100'000;  // branches and iterations under way; a Map starts no further ones while there are more
};

struct ExecutionOptions {
  std::string name = {};  // "" takes a random UUID
  std::string machine_name = "StateMachine";
  std::string region = "us-east-1";
  std::string account = "123456789012";
  // Waits, retry delays and time-outs pass at once when nothing else can happen; the clock tells the start
  // only. For task runners that answer before Start returns: a task still under way is overtaken by its
  // time-out.
  bool virtual_time = false;
  Limits limits = {};
  std::stop_token stop = {};  // asks the execution to end as ABORTED
};

enum class ExecutionStatus { succeeded, failed, timed_out, aborted };

struct ExecutionResult {
  ExecutionStatus status = ExecutionStatus::failed;
  Json output;  // of one that succeeded
  std::string error;
  std::string cause;
};

// "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"
std::string_view NameOf(ExecutionStatus status);

// Runs a machine to its end on the calling thread. Branches, iterations and tasks run concurrently without a
// thread each: one loop takes ready states, messages of tasks and timers in turn. Several executions of one
// machine may run in several threads.
ExecutionResult Execute(const Machine& machine, Json input, const Services& services,
                        const ExecutionOptions& options);

}  // namespace fxlake::asl
