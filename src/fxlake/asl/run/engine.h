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

// Something a frame waits for has happened. Each time a frame begins to wait it takes a new serial number; a
// wake with an older one is late and means nothing.
struct Wake {
  std::uint64_t frame = 0;
  std::uint64_t serial = 0;
  WakeReason reason = WakeReason::start;
  std::size_t child = 0;
  std::optional<Evaluated<Json>> result = {};
};

// One execution in the sense of AWS: its identity, and the stream of its events. The items of a distributed
// Map have one each.
struct ExecutionScope {
  std::string arn;
  std::string name;
  std::string machine_arn;
  std::string machine_name;
  Json input;
  Instant started;
  std::uint64_t last_event_id = 0;
};

// The loop that advances all frames of one execution. Not safe for several threads; tasks reach it through
// its mailbox.
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

  // Behind all that is ready: everybody has a turn.
  void Schedule(Wake wake) { ready_.push_back(std::move(wake)); }
  // Before all that is ready. New frames and their ends go first, so that nested maps are walked depth first
  // and few frames exist at a time.
  void ScheduleNext(Wake wake) { ready_.push_front(std::move(wake)); }
  std::size_t frame_count() const { return frames_.size(); }
  void ScheduleAt(Instant due, Wake wake);

  // Starts a task whose outcome wakes the frame; the number is for EndTask.
  std::uint64_t StartTask(TaskRequest request, std::uint64_t frame, std::uint64_t serial);
  void EndTask(std::uint64_t task, bool cancel);

  // Counts and records one event. `fill` makes its details, and is called only when somebody listens.
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
  // Ends the whole execution, whatever its frames are doing.
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
