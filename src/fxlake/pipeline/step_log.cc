// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/step_log.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/excerpt.h"
#include "fxlake/lake/keys.h"

namespace fxlake::pipeline {

Result<void> KeepStep(env::ObjectStore& store, const std::string& execution, const StepRecord& record) {
  RETURN_IF_ERROR(CheckExecutionName(execution));
  const auto json =
      JsonObject({{"step", record.step}, {"source", record.source}, {"outcome", record.outcome}});
  RETURN_IF_ERROR(
      store.Put(lake::RunStepKey(execution, record.step, record.source), json.DumpPretty(), env::Always())
          .In(fmt::format("storing the result of the step {}", record.step)));
  return {};
}

Result<std::vector<StepRecord>> ReadSteps(env::ObjectStore& store, const std::string& execution) {
  RETURN_IF_ERROR(CheckExecutionName(execution));
  ASSIGN_OR_RETURN(const auto objects, store.List(lake::RunStepFolder(execution)));
  std::vector<StepRecord> records;
  for (const auto& object : objects) {
    const auto doing = "reading " + object.key;
    ASSIGN_OR_RETURN(const auto text, store.GetRange(object.key, {0, UINT64_MAX}).In(doing));
    ASSIGN_OR_RETURN(const auto json, Json::Parse(text).In(doing));
    StepRecord record;
    ASSIGN_OR_RETURN(record.step, json.StringAt("step").In(doing));
    ASSIGN_OR_RETURN(record.source, json.StringAt("source").In(doing));
    if (const auto* outcome = json.Find("outcome")) record.outcome = *outcome;
    records.push_back(std::move(record));
  }
  return records;
}

Json FailureOutcome(const Error& error) {
  return JsonObject(
      {{"failure", JsonObject({{"error", TraitsOf(error.kind()).name}, {"message", error.message()}})}});
}

Result<void> CheckExecutionName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  if (name.empty() || name.size() > 80 || name.starts_with('.') || name.starts_with('_') ||
      !std::ranges::all_of(name, allowed)) {
    return InvalidInput(
        fmt::format("not an execution name (letters, digits, - _ .): \"{}\"", Excerpt(name, 90)));
  }
  return {};
}

}  // namespace fxlake::pipeline
