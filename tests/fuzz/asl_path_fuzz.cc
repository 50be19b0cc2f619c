// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/asl/expression/evaluation_context_for_test.h"
#include "fxlake/asl/expression/expression.h"
#include "fxlake/asl/expression/reference_path.h"

// The first line is data, the second an expression on it: the result is a value or a States error.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace fxlake;
  const std::string_view text(data, size);
  const auto line = text.substr(0, text.find('\n'));
  const auto rest = text.substr(std::min(line.size() + 1, text.size()));
  const auto input = Json::Parse(line);
  if (!input) return 0;
  asl::EvaluationContextForTest evaluation_context;
  if (const auto expression = asl::Expression::Parse(rest)) {
    asl::Scope scope{.input = *input,
                     .evaluation_context = evaluation_context,
                     .bytes_left = 1 << 20,
                     .nodes_left = 10'000};
    const auto value = expression->Evaluate(scope, "x.$");
    if (!value && !value.error().error.starts_with("States.")) std::abort();
  }
  if (const auto path = asl::ReferencePath::Parse(rest)) {
    const auto put = path->Put(*input, Json(true));
    if (!put && !put.error().error.starts_with("States.")) std::abort();
  }
  return 0;
}
