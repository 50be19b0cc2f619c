// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/asl/definition/machine.h"
#include "fxlake/asl/expression/scope.h"
#include "fxlake/asl/run/engine.h"

namespace fxlake::asl {

class Frame;

// Result of running a state; nullopt while it waits.
using Step = std::optional<Evaluated<Json>>;

// The work of a waiting state: a task, branches or iterations.
class Activity {
 public:
  virtual ~Activity() = default;
  virtual Step OnWake(Wake& wake) = 0;
};

// The item of the enclosing Map iteration: $$.Map.Item.
struct MapItem {
  std::size_t index = 0;
  Json value;
  std::optional<std::string> key;  // when iterating over the members of an object
};

// The parent of a frame.
struct FrameOrigin {
  Frame* parent = nullptr;
  std::uint64_t parent_serial = 0;
  std::size_t child = 0;  // index among the children of the parent's activity
  bool isolated = false;  // cannot see the parent's variables or context (distributed Map)
  std::uint64_t last_event = 0;
  std::optional<MapItem> item = {};
  Json input = {};
};

// One thread of control through one machine: the execution itself, a Parallel branch or a Map iteration. Runs
// states until one has to wait, then returns to the loop.
class Frame final : public EvaluationContext {
 public:
  Frame(Engine& engine, const Machine& machine, ExecutionScope& execution, FrameOrigin origin);
  ~Frame() override;
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  void OnWake(Wake& wake);
  bool ended() const { return outcome_.has_value(); }
  Evaluated<Json> TakeOutcome() { return *std::move(outcome_); }

  // EvaluationContext
  Json ContextObject() const override;
  const Json* FindVariable(std::string_view name) const override;
  env::Random& random() const override { return engine_.services().random; }
  Instant Now() const override { return engine_.Now(); }

  // For activities.
  Engine& engine() { return engine_; }
  ExecutionScope& execution() { return execution_; }
  const State& state() const { return *state_; }
  const Json& selected_input() const { return selected_; }
  const Json& effective_input() const { return effective_; }
  std::int64_t retry_count() const { return retry_count_; }
  std::uint64_t id() const { return id_; }
  std::uint64_t serial() const { return serial_; }
  std::uint64_t last_event() const { return last_event_; }
  void set_last_event(std::uint64_t event) { last_event_ = event; }
  void set_item(std::optional<MapItem> item) { own_item_ = std::move(item); }
  const std::string& task_token() const { return task_token_; }
  template <typename Fill>
  void Record(std::string_view type, const Fill& fill) {
    last_event_ = engine_.Record(execution_, last_event_, type, state_->name, fill);
  }
  void Record(std::string_view type) {
    Record(type, [](HistoryEvent&) {});
  }
  // The failure with the state and its event prepended to the cause, as AWS does.
  Failure Located(Failure failure) const;
  // An integer within a range from a literal or a path; nullopt when the field is absent.
  Evaluated<std::optional<std::int64_t>> WholeFrom(const NumberOrPath& source, std::string_view field,
                                                   std::int64_t least, std::int64_t most);
  Evaluated<std::optional<double>> NumberFrom(const NumberOrPath& source, std::string_view field,
                                              double least, double most);
  // States.DataLimitExceeded when a value is too large for state data.
  std::optional<Failure> CheckSize(const Json& value, std::string_view of) const;

 private:
  static constexpr int kStatesInARow = 1000;  // before other frames get a turn

  // Of the state that is tested, if this is it.
  StateProbe* probe() const { return origin_.parent == nullptr ? engine_.options().probe : nullptr; }
  void Inspect(std::string_view step, const Json& value) const {
    if (auto* watching = probe()) watching->inspection.Set(step, value.Dump());
  }
  void Proceed();
  void Enter(std::size_t index, Json input);
  Step Execute();
  Evaluated<Json> EffectiveInput();
  Step Begin(const PassState& pass);
  Step Begin(const TaskState& task);
  Step Begin(const ChoiceState& choice);
  Step Begin(const WaitState& wait);
  Step Begin(const SucceedState& succeed);
  Step Begin(const FailState& fail);
  Step Begin(const ParallelState& parallel);
  Step Begin(const MapState& map);
  Evaluated<Instant> WaitEnd(const WaitState& wait);

  // True when the next state has been entered and can run.
  bool Settle(Evaluated<Json> result);
  Evaluated<Json> Output(Json result);
  Evaluated<Json> JsonataOutput(Json result);
  const PayloadTemplate* AssignOfState() const;
  Evaluated<Json> AssignedValues(const PayloadTemplate& assign, Scope scope) const;
  void Assign(const Json& values);
  bool Recover(Failure failure);
  bool Caught(const Catcher& catcher, const Failure& failure);
  bool Leave(Json output, std::optional<std::size_t> next);
  void End(Evaluated<Json> outcome);

  Engine& engine_;
  const Machine& machine_;
  ExecutionScope& execution_;
  FrameOrigin origin_;
  std::uint64_t id_;
  std::uint64_t serial_ = 0;
  Json variables_ = Json::EmptyObject();
  std::optional<MapItem> own_item_;  // while a Map state evaluates the input of an iteration

  // The current state.
  const State* state_ = nullptr;
  Json input_;
  Json selected_;   // by InputPath
  Json effective_;  // input_ after Parameters
  Instant entered_;
  std::uint64_t entered_event_ = 0;
  std::uint64_t last_event_ = 0;
  std::vector<std::int64_t> attempts_;  // by retrier
  std::int64_t retry_count_ = 0;
  std::string task_token_;
  std::optional<std::size_t> chosen_;  // transition chosen by a Choice state
  const PayloadTemplate* chosen_assign_ = nullptr;
  const PayloadTemplate* chosen_output_ = nullptr;
  std::unique_ptr<Activity> activity_;

  std::optional<Evaluated<Json>> outcome_;
};

}  // namespace fxlake::asl
