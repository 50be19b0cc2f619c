// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "fxlake/asl/expression/evaluation_context_for_test.h"
#include "fxlake/asl/expression/jsonata_expression.h"

namespace {

std::string TextOf(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

// jsonata_bench EXPRESSION INPUT COUNT: evaluates an expression "{% ... %}" so often, each time as a state
// does, on one core. Prints the seconds of all together and the last value.
int main(int count, char** words) {
  if (count != 4) return 2;
  const auto expression = fxlake::asl::JsonataExpression::Parse(TextOf(words[1]), "Output");
  const auto input = fxlake::Json::Parse(TextOf(words[2]));
  if (!expression || !input) {
    std::fprintf(stderr, "%s\n", (expression ? input.error() : expression.error()).message().c_str());
    return 1;
  }
  const fxlake::asl::EvaluationContextForTest evaluation_context;
  fxlake::Json value;
  const auto start = std::chrono::steady_clock::now();
  for (int round = 0; round < std::atoi(words[3]); ++round) {
    auto evaluated = expression->Evaluate(fxlake::asl::Scope{*input, evaluation_context});
    if (!evaluated) {
      std::fprintf(stderr, "%s\n", evaluated.error().cause.c_str());
      return 1;
    }
    value = *std::move(evaluated);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%s\n", fxlake::JsonObject({{"seconds", took.count()}, {"output", value}}).Dump().c_str());
}
