// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/field_rules.h"

#include <algorithm>
#include <array>
#include <vector>

namespace fxlake::asl {
namespace {

constexpr std::array<std::string_view, 8> kTypes = {"Pass",    "Task", "Choice",   "Wait",
                                                    "Succeed", "Fail", "Parallel", "Map"};

constexpr unsigned Bit(StateType type) { return 1U << static_cast<unsigned>(type); }
constexpr unsigned kPass = Bit(StateType::pass);
constexpr unsigned kTask = Bit(StateType::task);
constexpr unsigned kChoice = Bit(StateType::choice);
constexpr unsigned kWait = Bit(StateType::wait);
constexpr unsigned kSucceed = Bit(StateType::succeed);
constexpr unsigned kFail = Bit(StateType::fail);
constexpr unsigned kParallel = Bit(StateType::parallel);
constexpr unsigned kMap = Bit(StateType::map);
constexpr unsigned kWork = kTask | kParallel | kMap;
constexpr unsigned kMoving = kWork | kPass | kWait;
constexpr unsigned kAll = kMoving | kChoice | kSucceed | kFail;

enum class Language { both, json_path, jsonata };

struct FieldRule {
  std::string_view name;
  unsigned states;
  Language language = Language::both;
};

// The fields of each state type, by query language.
constexpr std::array<FieldRule, 48> kRules = {{
    {"Type", kAll},
    {"Comment", kAll},
    {"QueryLanguage", kAll},
    {"Next", kMoving},
    {"End", kMoving},
    {"InputPath", kMoving | kChoice | kSucceed, Language::json_path},
    {"OutputPath", kMoving | kChoice | kSucceed, Language::json_path},
    {"Parameters", kWork | kPass, Language::json_path},
    {"ResultSelector", kWork, Language::json_path},
    {"ResultPath", kWork | kPass, Language::json_path},
    {"Assign", kMoving | kChoice},
    {"Arguments", kTask | kParallel, Language::jsonata},
    {"Output", kMoving | kChoice | kSucceed, Language::jsonata},
    {"Retry", kWork},
    {"Catch", kWork},
    {"Result", kPass, Language::json_path},
    {"Resource", kTask},
    {"Credentials", kTask},
    {"TimeoutSeconds", kTask},
    {"TimeoutSecondsPath", kTask, Language::json_path},
    {"HeartbeatSeconds", kTask},
    {"HeartbeatSecondsPath", kTask, Language::json_path},
    {"Choices", kChoice},
    {"Default", kChoice},
    {"Seconds", kWait},
    {"SecondsPath", kWait, Language::json_path},
    {"Timestamp", kWait},
    {"TimestampPath", kWait, Language::json_path},
    {"Error", kFail},
    {"ErrorPath", kFail, Language::json_path},
    {"Cause", kFail},
    {"CausePath", kFail, Language::json_path},
    {"Branches", kParallel},
    {"ItemProcessor", kMap},
    {"Iterator", kMap},
    {"ItemsPath", kMap, Language::json_path},
    {"Items", kMap, Language::jsonata},
    {"ItemSelector", kMap},
    {"ItemReader", kMap},
    {"ItemBatcher", kMap},
    {"ResultWriter", kMap},
    {"MaxConcurrency", kMap},
    {"MaxConcurrencyPath", kMap, Language::json_path},
    {"ToleratedFailureCount", kMap},
    {"ToleratedFailureCountPath", kMap, Language::json_path},
    {"ToleratedFailurePercentage", kMap},
    {"ToleratedFailurePercentagePath", kMap, Language::json_path},
    {"Label", kMap},
}};

}  // namespace

std::optional<StateType> FindStateType(std::string_view name) {
  const auto found = std::ranges::find(kTypes, name);
  return found == kTypes.end() ? std::nullopt : std::optional(static_cast<StateType>(found - kTypes.begin()));
}

std::string_view NameOf(StateType type) { return kTypes[static_cast<std::size_t>(type)]; }

std::string SuggestStateType(std::string_view name, const Diagnostics& diagnostics) {
  return diagnostics.Suggest(name, kTypes);
}

void CheckFields(const Json& state, StateType type, const ObjectReader& reader) {
  const auto language = reader.jsonata() ? Language::jsonata : Language::json_path;
  std::vector<std::string_view> allowed;
  for (const auto& rule : kRules) {
    if ((rule.states & Bit(type)) != 0 && (rule.language == Language::both || rule.language == language))
      allowed.push_back(rule.name);
  }
  for (const auto& [key, value] : state.object()) {
    if (std::ranges::find(allowed, key) != allowed.end()) continue;
    const auto* rule = std::ranges::find(kRules, key, &FieldRule::name);
    const bool other_language = rule != kRules.end() && (rule->states & Bit(type)) != 0;
    const auto why = other_language
                         ? std::string(" in query language ") + (reader.jsonata() ? "JSONata" : "JSONPath")
                         : std::string();
    reader.diagnostics().Add(reader.At(key),
                             "a " + std::string(NameOf(type)) + " state has no field " + JsonQuote(key) + why,
                             "", reader.diagnostics().Suggest(key, allowed));
  }
}

}  // namespace fxlake::asl
