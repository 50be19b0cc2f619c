// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/asl/expression/scope.h"

namespace fxlake::asl {

// A fixed context object, variables and random numbers for tests of expressions.
class EvaluationContextForTest : public EvaluationContext {
 public:
  Json ContextObject() const override {
    return *Json::Parse(R"({"Execution":{"Id":"arn:x","Input":{"machines":[1,2]}},"State":{"Name":"S"}})");
  }
  const Json* FindVariable(std::string_view name) const override { return variables_.Find(name); }
  env::Random& random() const override { return random_; }
  Instant Now() const override { return Instant::FromMicros(1'764'324'000'000'000); }

 private:
  Json variables_ = *Json::Parse(R"({"answer":42,"order":{"id":7,"lines":[{"sku":"a"},{"sku":"b"}]}})");
  mutable env::SeededRandom random_{1};
};

}  // namespace fxlake::asl
