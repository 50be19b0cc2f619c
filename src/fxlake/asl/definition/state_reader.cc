// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/state_reader.h"

#include <algorithm>
#include <array>

#include "fxlake/asl/expression/intrinsic_text.h"
#include "fxlake/asl/expression/timestamp.h"

namespace fxlake::asl {
namespace {

bool IsJsonata(const Json& source, const Reading& reading) {
  const auto* language = source.Find("QueryLanguage");
  if (language == nullptr || !language->is_string()) return reading.jsonata;
  return language->string() == "JSONata";
}

bool IsVariableName(std::string_view name) {
  return !name.empty() && CharactersOf(name) <= 80 && IsVariableStart(name.front()) &&
         std::ranges::all_of(name, IsVariablePart);
}

// A name with hyphens is also reserved, although no path can refer to it.
bool IsTakenName(std::string name) {
  std::ranges::replace(name, '-', '_');
  return IsVariableName(name);
}

}  // namespace

StateReader::StateReader(const Json& source, std::string pointer, const TargetFinder& target,
                         Reading& reading)
    : source_(source),
      target_(target),
      reading_(reading),
      fields_(source, std::move(pointer), IsJsonata(source, reading), reading.diagnostics) {}

State StateReader::Read(const std::string& name) {
  State state;
  state.name = name;
  state.jsonata = fields_.jsonata();
  if (!fields_.IsObject("a state")) return state;
  fields_.Text("Comment");
  const auto type_name = fields_.RequiredText("Type");
  if (!type_name) return state;
  const auto type = FindStateType(*type_name);
  if (!type) {
    reading_.diagnostics.Add(fields_.At("Type"), "there is no state type " + JsonQuote(*type_name),
                             "Pass, Task, Choice, Wait, Succeed, Fail, Parallel or Map",
                             SuggestStateType(*type_name, reading_.diagnostics));
    return state;
  }
  if (const auto language = fields_.OneOf("QueryLanguage", {"JSONPath", "JSONata"});
      language && *language == "JSONPath" && reading_.jsonata) {
    fields_.Wrong("QueryLanguage", "a state uses JSONPath in a definition whose query language is JSONata",
                  "JSONata");
  }
  CheckFields(source_, *type, fields_);
  ReadTransition(state, *type);
  ReadDataFlow(state, *type);
  state.kind = ReadKind(*type);
  state.retriers = ReadRetry();
  state.catchers = ReadCatch();
  return state;
}

void StateReader::ReadTransition(State& state, StateType type) {
  if (type == StateType::succeed || type == StateType::fail) {
    terminal_ = true;
    return;
  }
  if (type == StateType::choice) return;
  const auto end = fields_.Boolean("End");
  const bool ends = end.value_or(false);
  if (ends == fields_.Has("Next")) {
    reading_.diagnostics.Add(fields_.pointer(),
                             ends ? "both Next and End are given" : "neither Next nor End is given",
                             "Next, or End: true");
  }
  terminal_ = ends;
  if (fields_.Has("Next")) state.next = target_(fields_.Find("Next"), fields_.At("Next"));
}

void StateReader::ReadDataFlow(State& state, StateType type) {
  state.assign = ReadAssign(fields_);
  if (fields_.jsonata()) {
    state.parameters = fields_.Template("Arguments");
    state.output = fields_.Template("Output");
    return;
  }
  state.input_path = fields_.NullablePath("InputPath");
  state.output_path = fields_.NullablePath("OutputPath");
  state.result_path = fields_.ResultPath();
  state.result_selector = fields_.Template("ResultSelector");
  // In a Map, Parameters is the older name of ItemSelector.
  if (type != StateType::map) state.parameters = fields_.Template("Parameters");
}

std::optional<PayloadTemplate> StateReader::ReadAssign(const ObjectReader& fields) const {
  const auto* assign = fields.Find("Assign");
  if (assign == nullptr) return std::nullopt;
  if (!assign->is_object()) {
    fields.Wrong("Assign", "Assign is not an object", "an object of variable names and values");
    return std::nullopt;
  }
  for (const auto& [key, value] : assign->object()) {
    auto name = std::string_view(key);
    if (!fields.jsonata() && name.ends_with(".$")) name.remove_suffix(2);
    const auto pointer = Below(fields.At("Assign"), key);
    if (name == "states")
      reading_.diagnostics.Add(pointer, "the variable name \"states\" is reserved", "another name");
    if (IsVariableName(name)) continue;
    const auto severity = IsTakenName(std::string(name)) ? Severity::warning : Severity::error;
    reading_.diagnostics.Add({severity, "SCHEMA_VALIDATION_FAILED", pointer,
                              "no path can refer to the variable " + JsonQuote(name),
                              "1 to 80 letters, digits and _, not beginning with a digit", ""});
  }
  return fields.Template("Assign");
}

StateKind StateReader::ReadKind(StateType type) {
  switch (type) {
    case StateType::pass: {
      PassState pass;
      if (const auto* result = fields_.Find("Result")) pass.result = *result;
      return pass;
    }
    case StateType::task: return ReadTask();
    case StateType::choice: return ReadChoice();
    case StateType::wait: return ReadWait();
    case StateType::succeed: return SucceedState();
    case StateType::fail: return ReadFail();
    case StateType::parallel: return ReadParallel();
    case StateType::map: return ReadMap();
  }
  return PassState();
}

TaskState StateReader::ReadTask() {
  TaskState task;
  if (const auto resource = fields_.RequiredText("Resource")) {
    task.resource = *resource;
    const bool placeholder = resource->contains("${");  // filled in before deployment
    if (!placeholder && (!resource->starts_with("arn:") || std::ranges::count(*resource, ':') < 5)) {
      fields_.Wrong("Resource", "Resource is " + JsonQuote(*resource),
                    "an ARN such as \"arn:aws:states:::lambda:invoke\"");
    }
    const bool waits = resource->ends_with(".waitForTaskToken") || resource->ends_with(".sync") ||
                       resource->ends_with(".sync:2");
    if (reading_.express && (waits || resource->contains(":activity:"))) {
      fields_.Wrong("Resource", "an express workflow cannot wait for " + JsonQuote(*resource),
                    "a request-response integration");
    }
  }
  task.timeout_seconds = fields_.WholeOrPath("TimeoutSeconds", 1, ObjectReader::kMostSeconds);
  task.heartbeat_seconds = fields_.WholeOrPath("HeartbeatSeconds", 1, ObjectReader::kMostSeconds);
  const auto* timeout = std::get_if<double>(&task.timeout_seconds);
  const auto* heartbeat = std::get_if<double>(&task.heartbeat_seconds);
  if (timeout != nullptr && heartbeat != nullptr && *heartbeat >= *timeout) {
    fields_.Wrong("HeartbeatSeconds", "HeartbeatSeconds is not smaller than TimeoutSeconds",
                  "a smaller number");
  }
  CheckCredentials();
  task.credentials = fields_.Template("Credentials");
  return task;
}

void StateReader::CheckCredentials() const {
  const auto* credentials = fields_.Find("Credentials");
  if (credentials == nullptr || (fields_.jsonata() && credentials->is_string())) return;
  if (!credentials->is_object())
    return fields_.Wrong("Credentials", "Credentials is not an object", "an object with RoleArn");
  static constexpr std::array<std::string_view, 2> kKnown = {"RoleArn", "RoleArn.$"};
  const ObjectReader fields(*credentials, fields_.At("Credentials"), fields_.jsonata(), reading_.diagnostics);
  fields.RejectUnknown(std::span(kKnown).first(fields_.jsonata() ? 1 : 2), "Credentials");
  fields.ExactlyOne({"RoleArn", "RoleArn.$"});
  if (const auto role = fields.Text("RoleArn"); role && role->empty())
    fields.Wrong("RoleArn", "RoleArn is empty", "the ARN of a role");
}

ChoiceState StateReader::ReadChoice() {
  ChoiceState choice;
  if (const auto* fallback = fields_.Find("Default"))
    choice.otherwise = target_(fallback, fields_.At("Default"));
  const auto* choices = fields_.Find("Choices");
  if (choices == nullptr || !choices->is_array() || choices->array().empty()) {
    fields_.Wrong("Choices", "a Choice state has no list of Choices", "a list of at least one rule");
    return choice;
  }
  for (std::size_t i = 0; i < choices->array().size(); ++i) {
    const auto& source = choices->array()[i];
    const auto pointer = Below(fields_.At("Choices"), i);
    const ObjectReader fields(source, pointer, fields_.jsonata(), reading_.diagnostics,
                              "Choices[" + std::to_string(i) + "]");
    ChoiceState::Rule rule;
    if (!fields.IsObject("a choice rule")) continue;
    if (fields.jsonata()) {
      ReadJsonataRule(fields, rule);
    } else {
      rule.condition = ChoiceRule::Read(source, pointer, reading_.diagnostics);
      if (fields.Has("Output")) fields.Wrong("Output", "Output belongs to query language JSONata", "none");
    }
    fields.Text("Comment");
    rule.assign = ReadAssign(fields);
    if (!fields.Has("Next"))
      reading_.diagnostics.Add(pointer, "a choice rule has no Next", "the name of a state");
    if (const auto next = target_(fields.Find("Next"), Below(pointer, "Next"))) rule.next = *next;
    choice.rules.push_back(std::move(rule));
  }
  return choice;
}

void StateReader::ReadJsonataRule(const ObjectReader& rule, ChoiceState::Rule& read) const {
  static constexpr std::array<std::string_view, 4> kKnown = {"Condition", "Next", "Assign", "Output"};
  rule.RejectUnknown(kKnown, "a choice rule in query language JSONata");
  const auto* condition = rule.Find("Condition");
  if (condition == nullptr) {
    reading_.diagnostics.Add(rule.pointer(), "a choice rule has no Condition", "\"{% ... %}\"");
  } else {
    CheckJsonataTexts(*condition, rule.At("Condition"), reading_.diagnostics);
    if (!condition->is_bool() && !rule.IsExpression(*condition))
      rule.Wrong("Condition", "Condition is not an expression", "\"{% ... %}\"");
  }
  read.condition = condition != nullptr && condition->is_bool() && condition->boolean();
  if (auto expression = rule.ExpressionAt("Condition")) read.condition = *std::move(expression);
  read.output = rule.Template("Output");
}

WaitState StateReader::ReadWait() {
  fields_.ExactlyOne({"Seconds", "SecondsPath", "Timestamp", "TimestampPath"});
  WaitState wait;
  if (const auto seconds = fields_.Whole("Seconds", 0, ObjectReader::kMostSeconds)) wait.until = *seconds;
  if (auto seconds = fields_.ExpressionAt("Seconds")) wait.until = *std::move(seconds);
  if (auto path = fields_.Path("SecondsPath")) wait.until = *std::move(path);
  if (auto path = fields_.Path("TimestampPath")) {
    wait.until = *std::move(path);
    wait.path_to_timestamp = true;
  }
  if (const auto* value = fields_.Find("Timestamp"); value != nullptr && fields_.jsonata())
    CheckJsonataTexts(*value, fields_.At("Timestamp"), reading_.diagnostics);
  if (auto expression = fields_.ExpressionAt("Timestamp")) {
    wait.until = *std::move(expression);
    wait.path_to_timestamp = true;
    return wait;
  }
  const auto timestamp = fields_.Text("Timestamp");
  if (!timestamp || (fields_.jsonata() && timestamp->starts_with("{%"))) return wait;
  if (const auto at = ParseTimestamp(*timestamp)) {
    wait.until = *at;
  } else {
    fields_.Wrong("Timestamp", "Timestamp is " + JsonQuote(*timestamp),
                  "a timestamp such as \"2026-04-14T07:30:00Z\"");
  }
  return wait;
}

FailState StateReader::ReadFail() {
  FailState fail;
  fail.error = fields_.TextOrPath("Error");
  fail.cause = fields_.TextOrPath("Cause");
  for (const std::string_view key : {"Error", "Cause"}) {
    if (const auto* value = fields_.Find(key); value != nullptr && fields_.jsonata()) {
      CheckJsonataTexts(*value, fields_.At(key), reading_.diagnostics);
    }
  }
  return fail;
}

ParallelState StateReader::ReadParallel() {
  ParallelState parallel;
  const auto* branches = fields_.Find("Branches");
  if (branches == nullptr || !branches->is_array()) {
    fields_.Wrong("Branches", "a Parallel state has no list of Branches", "a list of state machines");
    return parallel;
  }
  for (std::size_t i = 0; i < branches->array().size(); ++i) {
    parallel.branches.push_back(
        ReadMachine(branches->array()[i], Below(fields_.At("Branches"), i), MachineRole::branch, reading_));
  }
  return parallel;
}

}  // namespace fxlake::asl
