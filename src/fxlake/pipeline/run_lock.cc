// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run_lock.h"

#include <fmt/format.h>

#include <exception>

#include "fxlake/base/json.h"
#include "fxlake/lake/keys.h"

namespace fxlake::pipeline {
namespace {

struct Holder {
  std::string execution;  // "": nobody
  env::ProcessIdentity process;
  Instant lease_end;
};

Json ToJson(const std::string& execution, const env::ProcessIdentity& process) {
  return JsonObject({{"execution", execution},
                     {"machine", process.machine},
                     {"process", process.number},
                     {"process_started", process.started}});
}

Result<Holder> HolderOf(const std::string& text) {
  ASSIGN_OR_RETURN(const auto json, Json::Parse(text));
  Holder holder;
  ASSIGN_OR_RETURN(holder.execution, json.StringAt("execution"));
  ASSIGN_OR_RETURN(holder.process.machine, json.StringAt("machine"));
  ASSIGN_OR_RETURN(holder.process.number, json.Int64At("process"));
  ASSIGN_OR_RETURN(holder.process.started, json.StringAt("process_started"));
  ASSIGN_OR_RETURN(const auto end, json.StringAt("lease_end"));
  ASSIGN_OR_RETURN(holder.lease_end, Instant::Parse(end));
  return holder;
}

}  // namespace

RunLock::RunLock(env::ObjectStore& store, env::Clock& clock, std::string content_without_lease,
                 std::chrono::seconds lease)
    : store_(store), clock_(clock), holder_(std::move(content_without_lease)), lease_(lease) {}

std::string RunLock::Content() const {
  auto json = *Json::Parse(holder_);
  json.Set("lease_end", (clock_.Now() + lease_.count() * Instant::kPerSecond).ToString());
  return json.DumpPretty();
}

Result<std::unique_ptr<RunLock>> RunLock::Take(env::ObjectStore& store, env::Clock& clock,
                                               env::Processes& processes, const std::string& execution,
                                               const RunLockOptions& options) {
  auto lock = std::unique_ptr<RunLock>(
      new RunLock(store, clock, ToJson(execution, processes.Self()).Dump(), options.lease));
  for (bool reported = false;;) {
    const auto found = store.Get(lake::RunLockKey());
    if (!found && found.error().kind() != ErrorKind::not_found) return found.error().In("starting the run");
    env::PutCondition condition = env::IfAbsent();
    if (found) {
      condition = env::IfMatch{found->etag};
      // An unreadable lock was not written by a running execution; it is replaced.
      const auto holder = HolderOf(found->bytes);
      const bool held = holder && !holder->execution.empty();
      if (held && clock.Now() < holder->lease_end && !processes.HasEnded(holder->process)) {
        if (options.when_busy == WhenBusy::refuse) {
          return Conflict(fmt::format(
              "the execution {} is running on this lake (process {}); use --if-running wait to wait for it",
              holder->execution, holder->process.number));
        }
        if (!reported && options.waiting_for) options.waiting_for(holder->execution);
        reported = true;
        clock.SleepFor(options.poll);
        continue;
      }
      if (held) lock->abandoned_ = holder->execution;
    }
    auto put = store.Put(lake::RunLockKey(), lock->Content(), std::move(condition));
    if (put) {
      lock->etag_ = *std::move(put);
      break;
    }
    if (put.error().kind() != ErrorKind::conflict) return put.error().In("starting the run");
  }
  lock->renewal_ = std::jthread([raw = lock.get()](const std::stop_token& stop) { raw->KeepRenewing(stop); });
  return lock;
}

// Out of a thread or a destructor an exception would end the program, with the run that it belongs to.
Result<std::string> RunLock::Replace(const std::function<std::string()>& make) {
  try {
    return store_.Put(lake::RunLockKey(), make(), env::IfMatch{etag_});
  } catch (const std::exception& thrown) {
    return Internal(std::string("renewing the name of the run: ") + thrown.what());
  }
}

void RunLock::KeepRenewing(const std::stop_token& stop) {
  std::unique_lock lock(guard_);
  while (!stopped_.wait_for(lock, stop, lease_ / 3, [&stop] { return stop.stop_requested(); }) &&
         !stop.stop_requested()) {
    auto put = Replace([this] { return Content(); });
    if (put) {
      etag_ = *std::move(put);
    } else if (put.error().kind() == ErrorKind::conflict) {
      lost_.request_stop();
      return;
    }
  }
}

RunLock::~RunLock() {
  renewal_.request_stop();
  if (renewal_.joinable()) renewal_.join();
  if (etag_.empty() || lost_.stop_requested()) return;
  // A failure is ignored: the next execution detects that this process has ended.
  [[maybe_unused]] const auto released = Replace([this] {
    auto free = *Json::Parse(holder_);
    free.Set("execution", "");
    free.Set("lease_end", clock_.Now().ToString());
    return free.DumpPretty();
  });
}

}  // namespace fxlake::pipeline
