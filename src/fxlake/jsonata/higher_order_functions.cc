// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/native_function.h"

namespace fxlake::jsonata {
namespace {

// What `function` gives for item number `index` of an array.
Value ForItem(Call& call, const Value& function, const Value& array, std::size_t index) {
  const std::array<Value, 3> arguments = {array.items()[index], Value(static_cast<double>(index)), array};
  return call.evaluator.CallBack(function, arguments);
}

Value Map(Call& call) {
  if (!call.Has(0)) return {};
  const auto array = call.At(0);
  auto mapped = call.evaluator.heap().Sequence();
  for (std::size_t i = 0; i < array.items().size(); ++i) {
    auto value = ForItem(call, call.At(1), array, i);
    if (call.evaluator.failed()) return {};
    if (!value.is_undefined()) mapped.array().Push(std::move(value));
  }
  return mapped;
}

Value Filter(Call& call) {
  if (!call.Has(0)) return {};
  const auto array = call.At(0);
  auto filtered = call.evaluator.heap().Sequence();
  for (std::size_t i = 0; i < array.items().size(); ++i) {
    const auto chosen = ForItem(call, call.At(1), array, i);
    if (call.evaluator.failed()) return {};
    if (call.evaluator.Truth(chosen)) filtered.array().Push(array.items()[i]);
  }
  return filtered;
}

Value Single(Call& call) {
  if (!call.Has(0)) return {};
  const auto array = call.At(0);
  Value single;
  bool found = false;
  for (std::size_t i = 0; i < array.items().size(); ++i) {
    const bool chosen = !call.Has(1) || call.evaluator.Truth(ForItem(call, call.At(1), array, i));
    if (call.evaluator.failed()) return {};
    if (!chosen) continue;
    if (found) return call.evaluator.Fail("D3138", {.index = i});
    single = array.items()[i];
    found = true;
  }
  return found ? single : call.evaluator.Fail("D3139");
}

Value Reduce(Call& call) {
  if (!call.Has(0)) return {};
  const auto array = call.At(0);
  const auto& function = call.At(1);
  const int arity = Evaluator::ArityOf(function);
  if (arity < 2) return call.evaluator.Fail("D3050", {.index = 1});
  std::size_t index = 0;
  Value result = call.At(2);
  if (result.is_undefined() && !array.items().empty()) result = array.items()[index++];
  for (; index < array.items().size(); ++index) {
    std::vector<Value> arguments = {std::move(result), array.items()[index]};
    if (arity >= 3) arguments.emplace_back(static_cast<double>(index));
    if (arity >= 4) arguments.push_back(array);
    result = call.evaluator.Apply(function, std::move(arguments), Value());
    if (call.evaluator.failed()) return {};
  }
  return result;
}

Value ForMember(Call& call, const Value& function, const Value& object, std::size_t index) {
  const auto [key, member] = object.object().Members()[index];
  const std::array<Value, 3> arguments = {member, call.evaluator.heap().String(key), object};
  return call.evaluator.CallBack(function, arguments);
}

Value Each(Call& call) {
  auto values = call.evaluator.heap().Sequence();
  const auto object = call.At(0);
  if (!object.is_object()) return values;
  for (std::size_t i = 0; i < object.object().Members().size(); ++i) {
    auto value = ForMember(call, call.At(1), object, i);
    if (call.evaluator.failed()) return {};
    if (!value.is_undefined()) values.array().Push(std::move(value));
  }
  return values;
}

Value Sift(Call& call) {
  const auto object = call.At(0);
  if (!object.is_object()) return {};
  auto sifted = call.evaluator.heap().Object();
  for (std::size_t i = 0; i < object.object().Members().size(); ++i) {
    const auto chosen = ForMember(call, call.At(1), object, i);
    if (call.evaluator.failed()) return {};
    const auto [key, member] = object.object().Members()[i];
    if (call.evaluator.Truth(chosen)) sifted.object().Set(key, member);
  }
  return sifted.object().Size() == 0 ? Value() : sifted;
}

}  // namespace

std::span<const NativeFunction> HigherOrderFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"map", "<af>", 2, Map},
      {"filter", "<af>", 2, Filter},
      {"single", "<af?>", 2, Single},
      {"reduce", "<afj?:j>", 3, Reduce},
      {"each", "<o-f:a>", 2, Each},
      {"sift", "<o-f?:o>", 2, Sift},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
