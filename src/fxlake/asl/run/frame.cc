// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/frame.h"

#include <algorithm>
#include <array>

#include "fxlake/asl/expression/uuid.h"
#include "fxlake/asl/run/data_size.h"
#include "fxlake/asl/run/map_activity.h"
#include "fxlake/asl/run/parallel_activity.h"
#include "fxlake/asl/run/task_activity.h"
#include "fxlake/base/excerpt.h"

namespace fxlake::asl {
namespace {

std::string_view EnteredEvent(const StateKind& kind) {
  static constexpr std::array<std::string_view, std::variant_size_v<StateKind>> kNames = {
      "PassStateEntered",    "TaskStateEntered", "ChoiceStateEntered",   "WaitStateEntered",
      "SucceedStateEntered", "FailStateEntered", "ParallelStateEntered", "MapStateEntered"};
  return kNames[kind.index()];
}

std::string_view ExitedEvent(const StateKind& kind) {
  static constexpr std::array<std::string_view, std::variant_size_v<StateKind>> kNames = {
      "PassStateExited",    "TaskStateExited", "ChoiceStateExited",   "WaitStateExited",
      "SucceedStateExited", "FailStateExited", "ParallelStateExited", "MapStateExited"};
  return kNames[kind.index()];
}

// Whether a state does work whose result $states.result is.
bool HasResult(const StateKind& kind) {
  return std::holds_alternative<TaskState>(kind) || std::holds_alternative<ParallelState>(kind) ||
         std::holds_alternative<MapState>(kind);
}

// Whether the state has a result that ResultPath puts into its input.
bool PlacesResult(const StateKind& kind) {
  return std::holds_alternative<PassState>(kind) || std::holds_alternative<TaskState>(kind) ||
         std::holds_alternative<ParallelState>(kind) || std::holds_alternative<MapState>(kind);
}

}  // namespace

Frame::Frame(Engine& engine, const Machine& machine, ExecutionScope& execution, FrameOrigin origin)
    : engine_(engine),
      machine_(machine),
      execution_(execution),
      origin_(std::move(origin)),
      id_(engine.NextId()),
      last_event_(origin_.last_event) {
  engine_.Register(id_, *this);
}

Frame::~Frame() { engine_.Forget(id_); }

void Frame::OnWake(Wake& wake) {
  if (wake.serial != serial_ || ended()) return;
  switch (wake.reason) {
    case WakeReason::start:
      Enter(probe() != nullptr ? probe()->state : machine_.start, std::move(origin_.input));
      Proceed();
      return;
    case WakeReason::resume:
    case WakeReason::retry_over: Proceed(); return;
    case WakeReason::wait_over:
      ++serial_;
      if (Settle(effective_)) Proceed();
      return;
    default: break;
  }
  auto step = activity_->OnWake(wake);
  if (!step) return;
  activity_.reset();
  ++serial_;
  if (Settle(*std::move(step))) Proceed();
}

void Frame::Proceed() {
  for (int states = 0; states < kStatesInARow; ++states) {
    auto step = Execute();
    if (!step) return;
    activity_.reset();
    ++serial_;
    if (!Settle(*std::move(step))) return;
  }
  engine_.Schedule({.frame = id_, .serial = serial_, .reason = WakeReason::resume});
}

void Frame::Enter(std::size_t index, Json input) {
  state_ = &machine_.states[index];
  input_ = std::move(input);
  attempts_.assign(state_->retriers.size(), 0);
  retry_count_ = 0;
  task_token_.clear();
  entered_ = engine_.Now();
  Record(EnteredEvent(state_->kind), [&](HistoryEvent& event) {
    event.details_key = "stateEnteredEventDetails";
    event.details = JsonObject({{"name", state_->name}, {"input", input_.Dump()}});
  });
  entered_event_ = last_event_;
}

Step Frame::Execute() {
  if (engine_.out_of_events()) {
    engine_.Abandon(ExecutionStatus::failed,
                    RuntimeFailure("The execution reached the maximum number of history events (" +
                                   std::to_string(engine_.options().limits.events) + ")."));
    return std::nullopt;
  }
  chosen_.reset();
  chosen_assign_ = nullptr;
  chosen_output_ = nullptr;
  const auto* task = std::get_if<TaskState>(&state_->kind);
  if (task != nullptr && task->resource.ends_with(".waitForTaskToken")) task_token_ = MakeUuid(random());
  auto effective = EffectiveInput();
  if (!effective) return std::move(effective).error();
  effective_ = *std::move(effective);
  return std::visit([&](const auto& kind) { return Begin(kind); }, state_->kind);
}

Evaluated<Json> Frame::EffectiveInput() {
  selected_ = Json::EmptyObject();
  if (!state_->input_path.nothing) {
    Scope scope{input_, *this};
    auto found = state_->input_path.path.Evaluate(scope, "InputPath");
    if (!found) return Located(std::move(found).error());
    selected_ = *std::move(found);
  }
  Inspect("input", input_);
  if (!state_->jsonata) Inspect("afterInputPath", selected_);
  if (!state_->parameters) return selected_;
  Scope scope{selected_, *this};
  auto parameters = state_->parameters->Evaluate(scope);
  if (parameters) {
    Inspect(state_->jsonata ? "afterArguments" : "afterParameters", *parameters);
    return parameters;
  }
  auto failure = Located(std::move(parameters).error());
  if (failure.error == error_name::kRuntime) failure.narrower = error_name::kParameterPathFailure;
  return failure;
}

Failure Frame::Located(Failure failure) const {
  static constexpr std::size_t kMostCauseBytes = 32'768;  // as on AWS
  failure.cause = "An error occurred while executing the state '" + state_->name +
                  "' (entered at the event id #" + std::to_string(entered_event_) + "). " + failure.cause;
  if (failure.cause.size() > kMostCauseBytes)
    failure.cause = std::string(Excerpt(failure.cause, kMostCauseBytes));
  return failure;
}

Evaluated<std::optional<double>> Frame::NumberFrom(const NumberOrPath& source, std::string_view field,
                                                   double least, double most) {
  if (std::holds_alternative<std::monostate>(source)) return std::optional<double>();
  if (const auto* number = std::get_if<double>(&source)) return std::optional(*number);
  if (const auto* expression = std::get_if<JsonataExpression>(&source)) {
    auto value = expression->Evaluate(Scope{selected_, *this}, "number");
    if (!value) return Located(std::move(value).error());
    const double number = value->AsDouble();
    if (number >= least && number <= most) return std::optional(number);
    return Located(expression->Wrong("returned a value out of range: " + value->Dump()));
  }
  const auto& path = std::get<JsonPath>(source);
  const auto name = std::string(field) + "Path";
  Scope scope{selected_, *this};
  auto value = path.Evaluate(scope, name);
  if (!value) return Located(std::move(value).error());
  if (value->is_number()) {
    const double number = value->AsDouble();
    if (number >= least && number <= most) return std::optional(number);
  }
  return Located(RuntimeFailure("The " + name + " parameter does not reference a valid number: " +
                                path.text() + " == " + value->Dump()));
}

Evaluated<std::optional<std::int64_t>> Frame::WholeFrom(const NumberOrPath& source, std::string_view field,
                                                        std::int64_t least, std::int64_t most) {
  ASSIGN_OR_RETURN(const auto number,
                   NumberFrom(source, field, static_cast<double>(least), static_cast<double>(most)));
  if (!number) return std::optional<std::int64_t>();
  const auto whole = static_cast<std::int64_t>(*number);
  if (static_cast<double>(whole) == *number) return std::optional(whole);
  if (const auto* expression = std::get_if<JsonataExpression>(&source))
    return Located(expression->Wrong("returned a value that is not an integer: " + Json(*number).Dump()));
  const auto* path = std::get_if<JsonPath>(&source);
  return Located(
      RuntimeFailure("The " + std::string(field) + "Path parameter does not reference an integer value: " +
                     (path != nullptr ? path->text() : std::string(field)) + " == " + Json(*number).Dump()));
}

std::optional<Failure> Frame::CheckSize(const Json& value, std::string_view of) const {
  if (!ExceedsLimit(value, engine_.options().limits.state_data_bytes)) return std::nullopt;
  return Failure{std::string(error_name::kDataLimitExceeded),
                 "The state/task '" + std::string(of) +
                     "' returned a result with a size exceeding the maximum number of bytes service limit."};
}

bool Frame::Settle(Evaluated<Json> result) {
  if (!result) return Recover(std::move(result).error());
  auto output = state_->jsonata ? JsonataOutput(*std::move(result)) : Output(*std::move(result));
  if (!output) return Recover(std::move(output).error());
  return Leave(*std::move(output), chosen_ ? chosen_ : state_->next);
}

Evaluated<Json> Frame::Output(Json result) {
  Inspect("result", result);
  if (state_->result_selector) {
    Scope scope{result, *this};
    auto selected = state_->result_selector->Evaluate(scope);
    if (!selected) return Located(std::move(selected).error());
    result = *std::move(selected);
    Inspect("afterResultSelector", result);
  }
  // Variables are assigned when the state is left: its own paths see the old values.
  Json assigned = Json::EmptyObject();
  if (const auto* assign = AssignOfState()) {
    auto values = AssignedValues(*assign, Scope{result, *this});
    if (!values) return std::move(values).error();
    assigned = *std::move(values);
  }
  const bool places = PlacesResult(state_->kind);
  Json output = std::move(result);
  if (places && state_->result_path.discard) {
    output = input_;
  } else if (places && !state_->result_path.path.whole()) {
    auto placed = state_->result_path.path.Put(input_, std::move(output));
    if (!placed) return Located(std::move(placed).error());
    output = *std::move(placed);
  }
  if (places) Inspect("afterResultPath", output);
  if (state_->output_path.nothing) {
    output = Json::EmptyObject();
  } else if (!state_->output_path.path.whole_input()) {
    Scope scope{output, *this};
    auto selected = state_->output_path.path.Evaluate(scope, "OutputPath");
    if (!selected) return Located(std::move(selected).error());
    output = *std::move(selected);
  }
  if (!IsSameValue(output, input_)) {
    if (auto failure = CheckSize(output, state_->name)) return *std::move(failure);
  }
  Assign(assigned);
  return output;
}

// Output and Assign see the variables as they were, the state's input and what its work gave.
Evaluated<Json> Frame::JsonataOutput(Json result) {
  const bool has_result = HasResult(state_->kind);
  if (has_result) Inspect("result", result);
  Scope scope{input_, *this};
  if (has_result) scope.result = &result;
  Json assigned = Json::EmptyObject();
  if (const auto* assign = AssignOfState()) {
    auto values = AssignedValues(*assign, scope);
    if (!values) return std::move(values).error();
    assigned = *std::move(values);
  }
  const auto* written = std::holds_alternative<ChoiceState>(state_->kind) ? chosen_output_
                        : state_->output                                  ? &*state_->output
                                                                          : nullptr;
  Json output;
  if (written != nullptr) {
    auto evaluated = written->Evaluate(scope);
    if (!evaluated) return Located(std::move(evaluated).error());
    output = *std::move(evaluated);
  } else {
    output = has_result ? std::move(result) : input_;
  }
  if (!IsSameValue(output, input_)) {
    if (auto failure = CheckSize(output, state_->name)) return *std::move(failure);
  }
  Assign(assigned);
  return output;
}

// A Choice uses the Assign of the rule it took; its own Assign belongs to Default.
const PayloadTemplate* Frame::AssignOfState() const {
  if (std::holds_alternative<ChoiceState>(state_->kind)) return chosen_assign_;
  return state_->assign ? &*state_->assign : nullptr;
}

Evaluated<Json> Frame::AssignedValues(const PayloadTemplate& assign, Scope scope) const {
  auto values = assign.Evaluate(scope);
  if (!values) return Located(std::move(values).error());
  for (const auto& [name, value] : values->object()) {
    if (auto failure = CheckSize(value, state_->name)) return *std::move(failure);
  }
  return values;
}

void Frame::Assign(const Json& values) {
  for (const auto& [name, value] : values.object()) variables_.Set(name, value);
}

bool Frame::Recover(Failure failure) {
  // One of a branch or an iteration was recorded there.
  if (failure.error == error_name::kQueryEvaluationError && failure.cause.starts_with(Located({}).cause)) {
    Record("EvaluationFailed", [&](HistoryEvent& event) {
      event.details_key = "evaluationFailedEventDetails";
      event.details =
          JsonObject({{"state", state_->name}, {"error", failure.error}, {"cause", failure.cause}});
    });
  }
  if (std::holds_alternative<ParallelState>(state_->kind)) Record("ParallelStateFailed");
  if (std::holds_alternative<MapState>(state_->kind)) Record("MapStateFailed");
  for (std::size_t i = 0; i < state_->retriers.size(); ++i) {
    const auto& retrier = state_->retriers[i];
    if (!retrier.Covers(failure)) continue;
    if (attempts_[i] >= retrier.max_attempts) break;
    if (probe() != nullptr) {
      probe()->retriable = true;
      End(std::move(failure));
      return false;
    }
    const auto delay = retrier.DelayBefore(attempts_[i]++, random());
    ++retry_count_;
    engine_.ScheduleAt(engine_.Now() + delay.count(),
                       {.frame = id_, .serial = serial_, .reason = WakeReason::retry_over});
    return false;
  }
  for (const auto& catcher : state_->catchers) {
    const bool covers = std::ranges::any_of(catcher.error_equals,
                                            [&](const std::string& name) { return Covers(name, failure); });
    if (covers && probe() != nullptr) probe()->caught = true;
    if (covers) return Caught(catcher, failure);
  }
  End(std::move(failure));
  return false;
}

bool Frame::Caught(const Catcher& catcher, const Failure& failure) {
  const auto error = JsonObject({{"Error", failure.error}, {"Cause", failure.cause}});
  Scope scope{state_->jsonata ? input_ : error, *this};
  if (state_->jsonata) scope.error_output = &error;
  Json assigned = Json::EmptyObject();
  if (catcher.assign) {
    auto values = AssignedValues(*catcher.assign, scope);
    if (!values) return End(std::move(values).error()), false;
    assigned = *std::move(values);
  }
  auto output = catcher.output                ? catcher.output->Evaluate(scope)
                : state_->jsonata             ? Evaluated<Json>(error)
                : catcher.result_path.discard ? Evaluated<Json>(input_)
                                              : catcher.result_path.path.Put(input_, error);
  if (!output) return End(Located(std::move(output).error())), false;
  if (auto too_large = CheckSize(*output, state_->name)) return End(*std::move(too_large)), false;
  Assign(assigned);
  return Leave(*std::move(output), catcher.next);
}

bool Frame::Leave(Json output, std::optional<std::size_t> next) {
  Record(ExitedEvent(state_->kind), [&](HistoryEvent& event) {
    event.details_key = "stateExitedEventDetails";
    event.details = JsonObject({{"name", state_->name}, {"output", output.Dump()}});
  });
  if (probe() != nullptr) {
    if (next) probe()->next_state = machine_.states[*next].name;
    End(std::move(output));
    return false;
  }
  if (next) {
    Enter(*next, std::move(output));
  } else {
    End(std::move(output));
  }
  return next.has_value();
}

void Frame::End(Evaluated<Json> outcome) {
  outcome_ = std::move(outcome);
  ++serial_;
  if (origin_.parent == nullptr) return;
  engine_.ScheduleNext({.frame = origin_.parent->id(),
                        .serial = origin_.parent_serial,
                        .reason = WakeReason::child_done,
                        .child = origin_.child});
}

}  // namespace fxlake::asl
