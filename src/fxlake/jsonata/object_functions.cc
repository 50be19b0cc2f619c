// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fxlake/jsonata/copy.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/native_function.h"

namespace fxlake::jsonata {
namespace {

void AddKeys(Call& call, const Value& value, ObjectCell& keys) {
  if (!call.evaluator.StackHolds() || !call.evaluator.Spend()) return;
  if (value.is_array()) {
    for (const auto& item : value.items()) AddKeys(call, item, keys);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.object().Members()) keys.Set(key, Value(true));
  }
}

Value Keys(Call& call) {
  auto& heap = call.evaluator.heap();
  auto unique = heap.Object();
  AddKeys(call, call.At(0), unique.object());
  auto keys = heap.Sequence();
  for (const auto& [key, value] : unique.object().Members()) keys.array().Push(heap.String(key));
  return keys;
}

Value Lookup(Call& call) {
  return call.Has(1) ? call.evaluator.Lookup(call.At(0), call.At(1).string()) : Value();
}

void AddSpread(Call& call, const Value& value, ArrayCell& to) {
  if (!call.evaluator.StackHolds() || !call.evaluator.Spend()) return;
  if (value.is_array()) {
    for (const auto& item : value.items()) AddSpread(call, item, to);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.object().Members()) {
      auto single = call.evaluator.heap().Object();
      single.object().Set(key, member);
      to.Push(std::move(single));
    }
  } else {
    to.Push(value);
  }
}

Value Spread(Call& call) {
  const auto& value = call.At(0);
  if (!value.is_array() && !value.is_object()) return value;
  auto spread = call.evaluator.heap().Sequence();
  AddSpread(call, value, spread.array());
  return spread;
}

Value Merge(Call& call) {
  if (!call.Has(0)) return {};
  auto merged = call.evaluator.heap().Object();
  for (const auto& item : call.At(0).items()) {
    if (!item.is_object()) continue;
    if (!call.evaluator.Spend(item.object().Size())) return {};
    for (const auto& [key, member] : item.object().Members()) merged.object().Set(key, member);
  }
  return merged;
}

Value CloneOf(Call& call) { return Clone(call.At(0), call.evaluator); }

Value TypeOf(Call& call) {
  static constexpr std::array<std::string_view, 8> kNames = {"",       "null",  "boolean", "number",
                                                             "string", "array", "object",  "function"};
  if (!call.Has(0)) return {};
  return call.evaluator.heap().String(std::string(kNames[static_cast<std::size_t>(call.At(0).type())]));
}

Value Exists(Call& call) { return Value(call.Has(0)); }

Value Boolean(Call& call) { return call.Has(0) ? Value(call.evaluator.Truth(call.At(0))) : Value(); }

Value Not(Call& call) { return call.Has(0) ? Value(!call.evaluator.Truth(call.At(0))) : Value(); }

Value Raise(Call& call) {
  const bool given = call.Has(0) && !call.At(0).string().empty();
  return call.evaluator.Fail("D3137", {.value = given ? call.At(0).string() : "$error() function evaluated"});
}

Value Assert(Call& call) {
  if (call.Has(0) && call.At(0).boolean()) return {};
  const bool given = call.Has(1) && !call.At(1).string().empty();
  return call.evaluator.Fail("D3141", {.value = given ? call.At(1).string() : "$assert() statement failed"});
}

Value Eval(Call& call) {
  if (!call.Has(0)) return {};
  return call.evaluator.EvaluateText(call.At(0).string(), call.Has(1) ? call.At(1) : call.input, call.frame);
}

}  // namespace

std::span<const NativeFunction> ObjectFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"keys", "<x-:a<s>>", 1, Keys},
      {"lookup", "<x-s:x>", 2, Lookup},
      {"spread", "<x-:a<o>>", 1, Spread},
      {"merge", "<a<o>:o>", 1, Merge},
      {"clone", "<(oa)-:o>", 1, CloneOf},
      {"type", "<x:s>", 1, TypeOf},
      {"exists", "<x:b>", 1, Exists},
      {"boolean", "<x-:b>", 1, Boolean},
      {"not", "<x-:b>", 1, Not},
      {"error", "<s?:x>", 1, Raise},
      {"assert", "<bs?:x>", 2, Assert},
      {"eval", "<sx?:x>", 2, Eval},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
