// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/timestamp.h"
#include "fxlake/asl/run/frame.h"
#include "fxlake/asl/run/map_activity.h"
#include "fxlake/asl/run/parallel_activity.h"
#include "fxlake/asl/run/task_activity.h"

namespace fxlake::asl {
namespace {

Evaluated<bool> Holds(const ChoiceState::Rule& rule, Scope& scope) {
  if (const auto* condition = std::get_if<ChoiceRule>(&rule.condition)) return condition->Holds(scope);
  const auto* expression = std::get_if<JsonataExpression>(&rule.condition);
  if (expression == nullptr) return std::get<bool>(rule.condition);
  ASSIGN_OR_RETURN(const auto value, expression->Evaluate(scope, "boolean"));
  return value.boolean();
}

}  // namespace

Step Frame::Begin(const PassState& pass) { return Evaluated<Json>(pass.result ? *pass.result : effective_); }

Step Frame::Begin(const SucceedState&) { return Evaluated<Json>(effective_); }

Step Frame::Begin(const TaskState& task) {
  auto activity = std::make_unique<TaskActivity>(*this, task);
  auto step = activity->Begin();
  activity_ = std::move(activity);
  return step;
}

Step Frame::Begin(const ParallelState& parallel) {
  auto activity = std::make_unique<ParallelActivity>(*this, parallel);
  auto step = activity->Begin();
  activity_ = std::move(activity);
  return step;
}

Step Frame::Begin(const MapState& map) {
  auto activity = std::make_unique<MapActivity>(*this, map);
  auto step = activity->Begin();
  activity_ = std::move(activity);
  return step;
}

Step Frame::Begin(const ChoiceState& choice) {
  Scope scope{effective_, *this};
  for (const auto& rule : choice.rules) {
    const auto holds = Holds(rule, scope);
    if (!holds) return Evaluated<Json>(Located(holds.error()));
    if (!*holds) continue;
    chosen_ = rule.next;
    chosen_assign_ = rule.assign ? &*rule.assign : nullptr;
    chosen_output_ = rule.output ? &*rule.output : nullptr;
    return Evaluated<Json>(effective_);
  }
  if (!choice.otherwise) {
    return Evaluated<Json>(
        Located({std::string(error_name::kNoChoiceMatched),
                 "Failed to transition out of the state. The state does not point to a next state."}));
  }
  chosen_ = choice.otherwise;
  chosen_assign_ = state_->assign ? &*state_->assign : nullptr;
  chosen_output_ = state_->output ? &*state_->output : nullptr;
  return Evaluated<Json>(effective_);
}

Step Frame::Begin(const WaitState& wait) {
  auto end = WaitEnd(wait);
  if (!end) return Evaluated<Json>(std::move(end).error());
  if (*end <= engine_.Now()) return Evaluated<Json>(effective_);
  engine_.ScheduleAt(*end, {.frame = id_, .serial = serial_, .reason = WakeReason::wait_over});
  return std::nullopt;
}

Evaluated<Instant> Frame::WaitEnd(const WaitState& wait) {
  static constexpr std::int64_t kMostSeconds = 99'999'999;
  if (const auto* seconds = std::get_if<std::int64_t>(&wait.until))
    return engine_.Now() + *seconds * Instant::kPerSecond;
  if (const auto* at = std::get_if<Instant>(&wait.until)) return *at;
  if (const auto* expression = std::get_if<JsonataExpression>(&wait.until)) {
    const Scope here{effective_, *this};
    auto value = expression->Evaluate(here, wait.path_to_timestamp ? "string" : "number");
    if (!value) return Located(std::move(value).error());
    if (wait.path_to_timestamp) {
      if (const auto at = ParseTimestamp(value->string())) return *at;
      return Located(expression->Wrong("returned a text that is no timestamp: " + value->Dump()));
    }
    const auto seconds = value->AsInt64();
    if (!seconds)
      return Located(expression->Wrong("returned a value that is not an integer: " + value->Dump()));
    if (*seconds < 0 || *seconds > kMostSeconds)
      return Located(
          expression->Wrong("returned a value that is not between 0 and 99999999: " + value->Dump()));
    return engine_.Now() + *seconds * Instant::kPerSecond;
  }
  const auto& path = std::get<JsonPath>(wait.until);
  Scope scope{effective_, *this};
  auto value = path.Evaluate(scope, wait.path_to_timestamp ? "TimestampPath" : "SecondsPath");
  if (!value) return Located(std::move(value).error());
  const auto formatted = path.text() + " == " + (value->is_string() ? value->string() : value->Dump());
  if (wait.path_to_timestamp) {
    if (const auto at = value->is_string() ? ParseTimestamp(value->string()) : std::nullopt) return *at;
    return Located(
        RuntimeFailure("The TimestampPath parameter does not reference a valid ISO-8601 extended offset "
                       "date-time format string: " +
                       formatted));
  }
  const auto seconds = value->is_number() ? value->AsInt64() : std::nullopt;
  if (!seconds)
    return Located(
        RuntimeFailure("The SecondsPath parameter cannot be parsed as a long value: " + formatted));
  if (*seconds < 0 || *seconds > kMostSeconds) {
    return Located(RuntimeFailure(
        "The SecondsPath parameter references a value that is not between 0 and 99999999: " + formatted));
  }
  return engine_.Now() + *seconds * Instant::kPerSecond;
}

Step Frame::Begin(const FailState& fail) {
  Failure failure;
  const auto read = [&](const TextOrExpression& source, std::string_view field,
                        std::string& to) -> std::optional<Failure> {
    if (const auto* text = std::get_if<std::string>(&source)) to = *text;
    Scope scope{effective_, *this};
    if (const auto* jsonata = std::get_if<JsonataExpression>(&source)) {
      auto value = jsonata->Evaluate(scope, "string");
      if (!value) return Located(std::move(value).error());
      to = value->string();
    }
    const auto* expression = std::get_if<Expression>(&source);
    if (expression == nullptr) return std::nullopt;
    auto value = expression->Evaluate(scope, field);
    if (!value) return Located(std::move(value).error());
    if (!value->is_string()) {
      return Located(RuntimeFailure("The " + std::string(field) + " parameter does not reference a string: " +
                                    expression->text() + " == " + value->Dump()));
    }
    to = value->string();
    return std::nullopt;
  };
  if (auto wrong = read(fail.error, "ErrorPath", failure.error)) return Evaluated<Json>(*std::move(wrong));
  if (auto wrong = read(fail.cause, "CausePath", failure.cause)) return Evaluated<Json>(*std::move(wrong));
  return Evaluated<Json>(std::move(failure));
}

}  // namespace fxlake::asl
