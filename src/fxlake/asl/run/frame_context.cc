// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/timestamp.h"
#include "fxlake/asl/run/frame.h"

namespace fxlake::asl {

const Json* Frame::FindVariable(std::string_view name) const {
  for (const Frame* frame = this; frame != nullptr;
       frame = frame->origin_.isolated ? nullptr : frame->origin_.parent) {
    if (const auto* value = frame->variables_.Find(name)) return value;
  }
  return nullptr;
}

// The context object, built when a path needs it: AWS Step Functions developer guide, "Context object".
Json Frame::ContextObject() const {
  auto state = JsonObject({{"EnteredTime", FormatTimestamp(entered_)},
                           {"Name", state_ != nullptr ? state_->name : std::string()}});
  if (state_ != nullptr && !state_->retriers.empty()) state.Set("RetryCount", retry_count_);
  const auto role = "arn:aws:iam::" + engine_.options().account + ":role/" + execution_.machine_name;
  auto context = JsonObject(
      {{"Execution", JsonObject({{"Id", execution_.arn},
                                 {"Input", execution_.input},
                                 {"Name", execution_.name},
                                 {"RoleArn", role},
                                 {"StartTime", FormatTimestamp(execution_.started)},
                                 {"RedriveCount", 0}})},
       {"StateMachine", JsonObject({{"Id", execution_.machine_arn}, {"Name", execution_.machine_name}})},
       {"State", std::move(state)}});
  if (!task_token_.empty()) context.Set("Task", JsonObject({{"Token", task_token_}}));
  for (const Frame* frame = this; frame != nullptr;
       frame = frame->origin_.isolated ? nullptr : frame->origin_.parent) {
    const auto& item = frame->own_item_ ? frame->own_item_ : frame->origin_.item;
    if (!item) continue;
    auto formatted = JsonObject({{"Index", item->index}, {"Value", item->value}});
    if (item->key) formatted.Set("Key", *item->key);
    context.Set("Map", JsonObject({{"Item", std::move(formatted)}}));
    break;
  }
  return context;
}

}  // namespace fxlake::asl
