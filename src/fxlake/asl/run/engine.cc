// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/engine.h"

#include "fxlake/asl/expression/uuid.h"
#include "fxlake/asl/run/data_size.h"
#include "fxlake/asl/run/frame.h"

namespace fxlake::asl {

Engine::Engine(const Services& services, const ExecutionOptions& options)
    : services_(services),
      options_(options),
      mailbox_(std::make_shared<Mailbox>()),
      virtual_now_(services.clock.Now()) {}

Engine::~Engine() = default;

std::string Engine::Arn(std::string_view rest) const {
  return "arn:aws:states:" + options_.region + ":" + options_.account + ":" + std::string(rest);
}

Instant Engine::Now() const { return options_.virtual_time ? virtual_now_ : services_.clock.Now(); }

ExecutionResult Engine::Run(const Machine& machine, Json input) {
  scope_.name = options_.name.empty() ? MakeUuid(services_.random) : options_.name;
  scope_.machine_name = options_.machine_name;
  scope_.machine_arn = Arn("stateMachine:" + scope_.machine_name);
  scope_.arn = Arn("execution:" + scope_.machine_name + ":" + scope_.name);
  scope_.input = input;
  scope_.started = Now();
  const std::stop_callback stopped(options_.stop, [this] { mailbox_->Interrupt(); });
  const auto started = Record(scope_, 0, "ExecutionStarted", "", [&](HistoryEvent& event) {
    event.details_key = "executionStartedEventDetails";
    event.details = JsonObject({{"input", input.Dump()}});
  });
  if (ExceedsLimit(input, options_.limits.state_data_bytes)) {
    Abandon(ExecutionStatus::failed,
            {std::string(error_name::kDataLimitExceeded),
             "The input of the execution exceeds the maximum number of bytes service limit."});
    return Finish();
  }
  root_ = std::make_unique<Frame>(*this, machine, scope_,
                                  FrameOrigin{.last_event = started, .input = std::move(input)});
  Schedule({.frame = root_->id(), .serial = root_->serial(), .reason = WakeReason::start});
  const auto deadline = machine.timeout_seconds
                            ? std::optional(scope_.started + *machine.timeout_seconds * Instant::kPerSecond)
                            : std::nullopt;
  if (deadline) ScheduleAt(*deadline, Wake{.reason = WakeReason::task_timeout});
  while (!abandoned_ && !root_->ended()) {
    if (options_.stop.stop_requested()) {
      Abandon(ExecutionStatus::aborted, {});
    } else if (FireTimer()) {
    } else if (!ready_.empty()) {
      auto wake = std::move(ready_.front());
      ready_.pop_front();
      Deliver(std::move(wake));
    } else if (!DeliverMessages()) {
      WaitForNews();
    }
  }
  return Finish();
}

void Engine::Deliver(Wake wake) {
  if (wake.frame == 0) {
    Abandon(ExecutionStatus::timed_out, {std::string(error_name::kTimeout), ""});
    return;
  }
  const auto frame = frames_.find(wake.frame);
  if (frame != frames_.end()) frame->second->OnWake(wake);
}

bool Engine::IsLate(const Wake& wake) const {
  if (wake.frame == 0) return false;
  const auto frame = frames_.find(wake.frame);
  return frame == frames_.end() || frame->second->serial() != wake.serial;
}

bool Engine::DeliverMessages() {
  auto messages = mailbox_->TakeAll();
  for (auto& message : messages) {
    const auto task = tasks_.find(message.task);
    if (task == tasks_.end()) continue;
    const auto reason = message.result ? WakeReason::task_done : WakeReason::task_heartbeat;
    ready_.push_back({task->second.frame, task->second.serial, reason, 0, std::move(message.result)});
  }
  return !messages.empty();
}

void Engine::ScheduleAt(Instant due, Wake wake) { timers_.push({due, ++last_timer_, std::move(wake)}); }

// Fires the next due timer. In virtual time one is due when nothing else can progress.
bool Engine::FireTimer() {
  while (!timers_.empty() && IsLate(timers_.top().wake)) timers_.pop();
  if (timers_.empty()) return false;
  if (options_.virtual_time) {
    if (!ready_.empty() || DeliverMessages()) return false;
    virtual_now_ = std::max(virtual_now_, timers_.top().due);
  } else if (services_.clock.Now() < timers_.top().due) {
    return false;
  }
  static const auto kEndOfTime = Instant::StartOf(*Date::FromCivil(9999, 12, 31));
  auto wake = timers_.top().wake;
  const bool in_time = timers_.top().due < kEndOfTime;
  timers_.pop();
  if (in_time) {
    Deliver(std::move(wake));
  } else {
    Abandon(ExecutionStatus::failed, RuntimeFailure("the execution continues after the year 9999"));
  }
  return true;
}

void Engine::WaitForNews() {
  if (timers_.empty()) {
    if (tasks_.empty()) {
      Abandon(ExecutionStatus::failed, RuntimeFailure("the execution has nothing to wait for"));
    } else {
      mailbox_->Wait(std::nullopt);
    }
    return;
  }
  mailbox_->Wait(
      std::chrono::microseconds(std::max<std::int64_t>(timers_.top().due - services_.clock.Now(), 1)));
}

std::uint64_t Engine::StartTask(TaskRequest request, std::uint64_t frame, std::uint64_t serial) {
  const auto task = NextId();
  tasks_.emplace(task, WaitingTask{frame, serial});
  request.id = task;
  services_.tasks->Start(std::move(request), TaskReply(mailbox_, task));
  return task;
}

void Engine::EndTask(std::uint64_t task, bool cancel) {
  if (tasks_.erase(task) != 0 && cancel) services_.tasks->Cancel(task);
}

void Engine::Abandon(ExecutionStatus status, Failure failure) {
  if (!abandoned_)
    abandoned_ = ExecutionResult{status, {}, std::move(failure.error), std::move(failure.cause)};
}

ExecutionResult Engine::Finish() {
  ExecutionResult result;
  if (abandoned_) {
    result = *std::move(abandoned_);
  } else if (auto outcome = root_->TakeOutcome()) {
    result.status = ExecutionStatus::succeeded;
    result.output = *std::move(outcome);
  } else {
    result.error = std::move(outcome.error().error);
    result.cause = std::move(outcome.error().cause);
  }
  const auto previous = root_ ? root_->last_event() : scope_.last_event_id;
  const auto ended = [&](std::string_view type, std::string_view key) {
    Record(scope_, previous, type, "", [&](HistoryEvent& event) {
      event.details_key = key;
      event.details = result.status == ExecutionStatus::succeeded
                          ? JsonObject({{"output", result.output.Dump()}})
                          : JsonObject({{"error", result.error}, {"cause", result.cause}});
    });
  };
  switch (result.status) {
    case ExecutionStatus::succeeded: ended("ExecutionSucceeded", "executionSucceededEventDetails"); break;
    case ExecutionStatus::failed: ended("ExecutionFailed", "executionFailedEventDetails"); break;
    case ExecutionStatus::timed_out: ended("ExecutionTimedOut", "executionTimedOutEventDetails"); break;
    case ExecutionStatus::aborted: ended("ExecutionAborted", "executionAbortedEventDetails"); break;
  }
  root_.reset();
  return result;
}

std::string_view NameOf(ExecutionStatus status) {
  switch (status) {
    case ExecutionStatus::succeeded: return "SUCCEEDED";
    case ExecutionStatus::failed: return "FAILED";
    case ExecutionStatus::timed_out: return "TIMED_OUT";
    case ExecutionStatus::aborted: return "ABORTED";
  }
  return "";
}

ExecutionResult Execute(const Machine& machine, Json input, const Services& services,
                        const ExecutionOptions& options) {
  return Engine(services, options).Run(machine, std::move(input));
}

}  // namespace fxlake::asl
