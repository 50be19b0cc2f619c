// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>

#include "fxlake/asl/definition/definition.h"
#include "fxlake/asl/run/history.h"
#include "fxlake/asl/run/state_probe.h"
#include "fxlake/asl/run/task_runner.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/object_store.h"
#include "fxlake/env/random.h"

namespace fxlake::asl {

// Dependencies of an execution. All must outlive it.
struct Services {
  env::Clock& clock;
  env::Random& random;
  TaskRunner* tasks = nullptr;  // nullptr: every Task state fails
  // s3://bucket/key is the object "bucket/key"; nullptr: item readers and result writers fail
  env::ObjectStore* objects = nullptr;
  HistorySink* history = nullptr;
};

struct Limits {
  std::size_t state_data_bytes = 262'144;      // of one input, output, result or variable, as on AWS
  std::uint64_t events = 4'000'000;            // of one execution; AWS allows a standard workflow 25,000
  std::size_t inline_concurrency = 40;         // of a Map whose MaxConcurrency is 0, as on AWS
  std::size_t distributed_concurrency = 1000;  // maximum concurrency of a distributed Map
  // branches and iterations in progress; at this limit a Map starts no further ones
  std::size_t frames = 100'000;
};

struct ExecutionOptions {
  std::string name = {};  // "": a random UUID
  std::string machine_name = "StateMachine";
  std::string region = "us-east-1";
  std::string account = "123456789012";
  // Waits, retry delays and time-outs elapse at once when nothing else can progress; the clock supplies only
  // the start time. Requires task runners that reply before Start returns: the time-out of a task still in
  // progress fires first.
  bool virtual_time = false;
  Limits limits = {};
  StateProbe* probe = nullptr;  // to run one state alone
  std::stop_token stop = {};    // requests the execution to end as ABORTED
};

enum class ExecutionStatus { succeeded, failed, timed_out, aborted };

struct ExecutionResult {
  ExecutionStatus status = ExecutionStatus::failed;
  Json output;  // when it succeeded
  std::string error;
  std::string cause;
};

// "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"
std::string_view NameOf(ExecutionStatus status);

// Runs a machine to its end on the calling thread. Branches, iterations and tasks are concurrent without a
// thread each: one loop processes ready states, task messages and timers. One machine may be executed in
// several threads at once.
ExecutionResult Execute(const Machine& machine, Json input, const Services& services,
                        const ExecutionOptions& options);

}  // namespace fxlake::asl
