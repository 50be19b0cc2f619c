// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

#include "fxlake/asl/run/execution.h"
#include "fxlake/asl/run/mailbox.h"

namespace fxlake::asl {

class Frame;

enum class WakeReason {
  start,
  start_more,
  resume,
  task_done,
  task_heartbeat,
  task_timeout,
  heartbeat_timeout,
  wait_over,
  retry_over,
  child_done
};

// Notifies a frame of an event it waits for. A frame takes a new serial number whenever it starts to wait; a
// wake with an older number is stale and ignored.
struct Wake {
  std::uint64_t frame = 0;
  std::uint64_t serial = 0;
  WakeReason reason = WakeReason::start;
  std::size_t child = 0;
  std::optional<Evaluated<Json>> result = {};
};

// One execution in AWS's sense: its identity and its event history. Each item of a distributed Map has its
// own.
struct ExecutionScope {
  std::string arn;
  std::string name;
  std::string machine_arn;
  std::string machine_name;
  Json input;
  Instant started;
  std::uint64_t last_event_id = 0;
};

// The event loop that advances all frames of one execution. Not thread-safe; tasks communicate through its
// mailbox.
class Engine {
 public:
  Engine(const Services& services, const ExecutionOptions& options);
  ~Engine();

  ExecutionResult Run(const Machine& machine, Json input);

  Instant Now() const;
  const Services& services() const { return services_; }
  const ExecutionOptions& options() const { return options_; }

  void Register(std::uint64_t id, Frame& frame) { frames_.emplace(id, &frame); }
  void Forget(std::uint64_t id) { frames_.erase(id); }
  std::uint64_t NextId() { return ++last_id_; }

  // Appends to the ready queue, so that every frame gets a turn.
  void Schedule(Wake wake) { ready_.push_back(std::move(wake)); }
  // Prepends to the ready queue. New frames and their completions go first, so nested maps run depth first
  // and few frames exist at a time.
  void ScheduleNext(Wake wake) { ready_.push_front(std::move(wake)); }
  std::size_t frame_count() const { return frames_.size(); }
  void ScheduleAt(Instant due, Wake wake);

  // Starts a task whose outcome wakes the frame; returns the number to pass to EndTask.
  std::uint64_t StartTask(TaskRequest request, std::uint64_t frame, std::uint64_t serial);
  void EndTask(std::uint64_t task, bool cancel);

  // Numbers and records one event. `fill` builds its details and is called only when there is a history sink.
  template <typename Fill>
  std::uint64_t Record(ExecutionScope& scope, std::uint64_t previous, std::string_view type,
                       const std::string& state, const Fill& fill) {
    ++events_;
    const auto id = ++scope.last_event_id;
    if (services_.history != nullptr) {
      HistoryEvent event{Now(), type, id, previous, scope.arn, state, {}, {}, {}};
      fill(event);
      services_.history->Record(event);
    }
    return id;
  }
  bool out_of_events() const { return events_ >= options_.limits.events; }
  // Ends the execution, whatever its frames are doing.
  void Abandon(ExecutionStatus status, Failure failure);

  // "arn:aws:states:REGION:ACCOUNT:" + rest
  std::string Arn(std::string_view rest) const;

 private:
  struct Timer {
    Instant due;
    std::uint64_t order;
    Wake wake;
  };
  struct Later {
    bool operator()(const Timer& a, const Timer& b) const {
      return a.due != b.due ? a.due > b.due : a.order > b.order;
    }
  };
  struct WaitingTask {
    std::uint64_t frame;
    std::uint64_t serial;
  };

  void Deliver(Wake wake);
  bool DeliverMessages();
  bool FireTimer();
  bool IsLate(const Wake& wake) const;
  void WaitForNews();
  ExecutionResult Finish();

  Services services_;
  const ExecutionOptions& options_;
  std::shared_ptr<Mailbox> mailbox_;
  std::deque<Wake> ready_;
  std::priority_queue<Timer, std::vector<Timer>, Later> timers_;
  std::unordered_map<std::uint64_t, Frame*> frames_;
  std::unordered_map<std::uint64_t, WaitingTask> tasks_;
  ExecutionScope scope_;
  std::unique_ptr<Frame> root_;
  std::optional<ExecutionResult> abandoned_;
  Instant virtual_now_;
  std::uint64_t last_id_ = 0;
  std::uint64_t last_timer_ = 0;
  std::uint64_t events_ = 0;
};

}  // namespace fxlake::asl
