// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/asl/definition/state_reader.h"
#include "fxlake/base/excerpt.h"

namespace fxlake::asl {

std::vector<std::string> StateReader::ReadErrorEquals(const ObjectReader& fields, bool last) const {
  std::vector<std::string> names;
  const auto* source = fields.Find("ErrorEquals");
  if (source == nullptr || !source->is_array() || source->array().empty()) {
    fields.Wrong("ErrorEquals", "ErrorEquals is not a list of error names", "a list of at least one name");
    return names;
  }
  for (std::size_t i = 0; i < source->array().size(); ++i) {
    const auto& name = source->array()[i];
    const auto pointer = Below(fields.At("ErrorEquals"), i);
    if (!name.is_string()) {
      reading_.diagnostics.Add(pointer, "an error name is " + std::string(Excerpt(name.Dump(), 100)),
                               "a string");
      continue;
    }
    if (name.string().starts_with("States.") && !IsReservedErrorName(name.string())) {
      reading_.diagnostics.Add({Severity::warning, "SCHEMA_VALIDATION_FAILED", pointer,
                                "there is no error " + JsonQuote(name.string()), "", ""});
    }
    names.push_back(name.string());
  }
  if (std::ranges::find(names, error_name::kAll) != names.end() && (names.size() > 1 || !last)) {
    fields.Wrong("ErrorEquals", "States.ALL is combined with other names, or is not in the last entry",
                 "it alone, in the last entry");
  }
  return names;
}

std::vector<Retrier> StateReader::ReadRetry() {
  std::vector<Retrier> retriers;
  const auto* source = fields_.Find("Retry");
  if (source == nullptr) return retriers;
  if (!source->is_array()) {
    fields_.Wrong("Retry", "Retry is not a list", "a list of retriers");
    return retriers;
  }
  static constexpr std::array<std::string_view, 6> kKnown = {
      "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy"};
  for (std::size_t i = 0; i < source->array().size(); ++i) {
    const ObjectReader fields(source->array()[i], Below(fields_.At("Retry"), i), false, reading_.diagnostics);
    if (!fields.IsObject("a retrier")) continue;
    fields.RejectUnknown(kKnown, "a retrier");
    Retrier retrier;
    retrier.error_equals = ReadErrorEquals(fields, i + 1 == source->array().size());
    retrier.interval_seconds =
        fields.Whole("IntervalSeconds", 1, ObjectReader::kMostSeconds).value_or(retrier.interval_seconds);
    retrier.max_attempts =
        fields.Whole("MaxAttempts", 0, ObjectReader::kMostSeconds).value_or(retrier.max_attempts);
    retrier.backoff_rate = fields.Number("BackoffRate", 1.0, 1e9).value_or(retrier.backoff_rate);
    retrier.max_delay_seconds = fields.Whole("MaxDelaySeconds", 1, 31'622'399);
    if (retrier.max_delay_seconds && *retrier.max_delay_seconds <= retrier.interval_seconds) {
      reading_.diagnostics.Add({Severity::warning, "SCHEMA_VALIDATION_FAILED", fields.At("MaxDelaySeconds"),
                                "MaxDelaySeconds is not greater than IntervalSeconds", "a greater number",
                                ""});
    }
    retrier.full_jitter = fields.OneOf("JitterStrategy", {"FULL", "NONE"}) == "FULL";
    retriers.push_back(std::move(retrier));
  }
  return retriers;
}

std::vector<Catcher> StateReader::ReadCatch() {
  std::vector<Catcher> catchers;
  const auto* source = fields_.Find("Catch");
  if (source == nullptr) return catchers;
  if (!source->is_array()) {
    fields_.Wrong("Catch", "Catch is not a list", "a list of catchers");
    return catchers;
  }
  static constexpr std::array<std::string_view, 4> kJsonPath = {"ErrorEquals", "Next", "ResultPath",
                                                                "Assign"};
  static constexpr std::array<std::string_view, 4> kJsonata = {"ErrorEquals", "Next", "Output", "Assign"};
  for (std::size_t i = 0; i < source->array().size(); ++i) {
    const ObjectReader fields(source->array()[i], Below(fields_.At("Catch"), i), fields_.jsonata(),
                              reading_.diagnostics, "Catch[" + std::to_string(i) + "]");
    if (!fields.IsObject("a catcher")) continue;
    fields.RejectUnknown(fields.jsonata() ? kJsonata : kJsonPath, "a catcher");
    Catcher catcher;
    catcher.error_equals = ReadErrorEquals(fields, i + 1 == source->array().size());
    if (!fields.jsonata()) catcher.result_path = fields.ResultPath();
    if (fields.jsonata()) catcher.output = fields.Template("Output");
    catcher.assign = ReadAssign(fields);
    if (!fields.Has("Next"))
      reading_.diagnostics.Add(fields.pointer(), "a catcher has no Next", "the name of a state");
    if (const auto next = target_(fields.Find("Next"), fields.At("Next"))) catcher.next = *next;
    catchers.push_back(std::move(catcher));
  }
  return catchers;
}

}  // namespace fxlake::asl
