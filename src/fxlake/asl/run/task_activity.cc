// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/task_activity.h"

namespace fxlake::asl {

TaskActivity::~TaskActivity() {
  if (id_) frame_.engine().EndTask(*id_, true);
}

Step TaskActivity::Begin() {
  static constexpr std::int64_t kMostSeconds = 99'999'999;
  auto& engine = frame_.engine();
  auto timeout = frame_.WholeFrom(task_.timeout_seconds, "TimeoutSeconds", 1, kMostSeconds);
  if (!timeout) return Evaluated<Json>(std::move(timeout).error());
  auto heartbeat = frame_.WholeFrom(task_.heartbeat_seconds, "HeartbeatSeconds", 1, kMostSeconds);
  if (!heartbeat) return Evaluated<Json>(std::move(heartbeat).error());
  TaskRequest request;
  request.resource = task_.resource;
  request.parameters = frame_.effective_input();
  request.state = frame_.state().name;
  request.retry_count = frame_.retry_count();
  request.token = frame_.task_token();
  request.execution_arn = frame_.execution().arn;
  request.execution_name = frame_.execution().name;
  request.timeout_seconds = *timeout;
  request.heartbeat_seconds = *heartbeat;
  if (task_.credentials) {
    Scope scope{frame_.selected_input(), frame_};
    auto credentials = task_.credentials->Evaluate(scope);
    if (!credentials) return Evaluated<Json>(frame_.Located(std::move(credentials).error()));
    request.credentials = *std::move(credentials);
  }
  if (auto too_large = frame_.CheckSize(request.parameters, frame_.state().name))
    return Evaluated<Json>(*std::move(too_large));
  const auto name = NameOfResource(task_.resource);
  frame_.Record("TaskScheduled", [&](HistoryEvent& event) {
    event.parameters = request.parameters;
    event.details_key = "taskScheduledEventDetails";
    event.details = JsonObject({{"resourceType", name.type},
                                {"resource", name.action},
                                {"region", engine.options().region},
                                {"parameters", request.parameters.Dump()}});
    if (*timeout) event.details.Set("timeoutInSeconds", **timeout);
    if (*heartbeat) event.details.Set("heartbeatInSeconds", **heartbeat);
  });
  if (engine.services().tasks == nullptr) {
    return Evaluated<Json>(
        Failure{std::string(error_name::kTaskFailed), "no service runs tasks here: " + task_.resource});
  }
  frame_.Record("TaskStarted", [&](HistoryEvent& event) {
    event.details_key = "taskStartedEventDetails";
    event.details = JsonObject({{"resourceType", name.type}, {"resource", name.action}});
  });
  if (*timeout) {
    engine.ScheduleAt(engine.Now() + **timeout * Instant::kPerSecond,
                      {.frame = frame_.id(), .serial = frame_.serial(), .reason = WakeReason::task_timeout});
  }
  heartbeat_seconds_ = *heartbeat;
  last_heartbeat_ = engine.Now();
  if (heartbeat_seconds_) ArmHeartbeat();
  id_ = engine.StartTask(std::move(request), frame_.id(), frame_.serial());
  return std::nullopt;
}

void TaskActivity::ArmHeartbeat() {
  frame_.engine().ScheduleAt(
      last_heartbeat_ + *heartbeat_seconds_ * Instant::kPerSecond,
      {.frame = frame_.id(), .serial = frame_.serial(), .reason = WakeReason::heartbeat_timeout});
}

Step TaskActivity::TimedOut(std::string_view narrower) {
  frame_.Record("TaskTimedOut", [&](HistoryEvent& event) {
    event.details_key = "taskTimedOutEventDetails";
    event.details = JsonObject({{"error", error_name::kTimeout}, {"resource", task_.resource}});
  });
  return Evaluated<Json>(Failure{std::string(error_name::kTimeout), "", std::string(narrower)});
}

Step TaskActivity::OnWake(Wake& wake) {
  auto& engine = frame_.engine();
  switch (wake.reason) {
    case WakeReason::task_heartbeat: last_heartbeat_ = engine.Now(); return std::nullopt;
    case WakeReason::heartbeat_timeout:
      if (engine.Now() - last_heartbeat_ < *heartbeat_seconds_ * Instant::kPerSecond) {
        ArmHeartbeat();
        return std::nullopt;
      }
      return TimedOut(error_name::kHeartbeatTimeout);
    case WakeReason::task_timeout: return TimedOut("");
    default: break;
  }
  engine.EndTask(*id_, false);
  id_.reset();
  auto result = *std::move(wake.result);
  if (result) {
    if (auto too_large = frame_.CheckSize(*result, task_.resource)) result = *std::move(too_large);
  }
  if (result) {
    frame_.Record("TaskSucceeded", [&](HistoryEvent& event) {
      event.details_key = "taskSucceededEventDetails";
      event.details = JsonObject({{"resource", task_.resource}, {"output", result->Dump()}});
    });
  } else {
    frame_.Record("TaskFailed", [&](HistoryEvent& event) {
      event.details_key = "taskFailedEventDetails";
      event.details = JsonObject(
          {{"resource", task_.resource}, {"error", result.error().error}, {"cause", result.error().cause}});
    });
  }
  return result;
}

ResourceName NameOfResource(std::string_view arn) {
  static constexpr std::string_view kIntegration = ":states:::";
  if (const auto at = arn.find(kIntegration); at != std::string_view::npos) {
    const auto name = arn.substr(at + kIntegration.size());
    const auto colon = name.rfind(':', name.ends_with(":2") ? name.size() - 3 : name.size());
    if (colon != std::string_view::npos)
      return {std::string(name.substr(0, colon)), std::string(name.substr(colon + 1))};
    return {std::string(name), ""};
  }
  if (arn.contains(":lambda:")) return {"lambda", std::string(arn)};
  if (arn.contains(":activity:")) return {"activity", std::string(arn)};
  return {"", std::string(arn)};
}

}  // namespace fxlake::asl
