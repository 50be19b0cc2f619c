// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"
#include "fxlake/env/random.h"

namespace fxlake::asl {

// What an expression can read besides its input.
class EvaluationContext {
 public:
  virtual ~EvaluationContext() = default;
  virtual Json ContextObject() const = 0;  // $$
  // $name; nullptr when it is not assigned
  virtual const Json* FindVariable(std::string_view name) const = 0;
  virtual env::Random& random() const = 0;  // for States.MathRandom, States.UUID
  virtual Instant Now() const = 0;          // for $now, $millis
};

// One evaluation: its input, and a budget that stops evaluations of unbounded cost.
struct Scope {
  static constexpr std::size_t kByteBudget = std::size_t{64} << 20;
  static constexpr std::size_t kNodeBudget = 4'000'000;

  const Json& input;  // $
  const EvaluationContext& evaluation_context;
  std::size_t bytes_left = kByteBudget;  // text that intrinsic functions may still produce
  std::size_t nodes_left = kNodeBudget;  // values that paths may still examine
  // For JSONata: `input` is $states.input; $states.result and $states.errorOutput where they exist.
  const Json* result = nullptr;
  const Json* error_output = nullptr;
};

}  // namespace fxlake::asl
