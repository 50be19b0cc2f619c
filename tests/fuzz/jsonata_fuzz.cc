// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/jsonata/environment_for_test.h"
#include "fxlake/jsonata/expression.h"

// The first line is data, the rest an expression on it: there is a value, or a problem with its code, within
// the limits.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace fxlake;
  const std::string_view text(data, size);
  const auto line = text.substr(0, text.find('\n'));
  const auto rest = text.substr(std::min(line.size() + 1, text.size()));
  const auto input = Json::Parse(line);
  if (!input) return 0;
  static const jsonata::FunctionSet kFunctions;
  const auto expression = jsonata::Expression::Parse(rest, kFunctions);
  if (!expression) {
    if (expression.error().code.empty() || expression.error().message.empty()) std::abort();
    return 0;
  }
  expression->ForEachVariable([](const auto&) {});
  jsonata::EnvironmentForTest environment;
  const auto value =
      expression->Evaluate(*input, environment, {.steps = 200'000, .memory = 32U << 20, .stack = 2U << 20});
  if (!value && (value.error().code.empty() || value.error().message.empty())) std::abort();
  if (value && *value && !Json::Parse((*value)->Dump())) std::abort();
  return 0;
}
