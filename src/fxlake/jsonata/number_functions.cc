// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/json_text.h"
#include "fxlake/jsonata/native_function.h"
#include "fxlake/jsonata/number_text.h"

namespace fxlake::jsonata {
namespace {

Value Number(Call& call) {
  const auto& value = call.At(0);
  if (value.is_undefined()) return {};
  if (value.is_number()) return value;
  if (value.is_boolean()) return Value(value.boolean() ? 1.0 : 0.0);
  const auto number = value.is_string() ? ReadNumber(value.string()) : std::nullopt;
  if (!number) return call.evaluator.Fail("D3030", {.value = Shown(value, call.evaluator), .index = 1});
  return Value(*number);
}

template <typename Change>
Value Changed(Call& call, const Change& change) {
  return call.Has(0) ? Value(change(call.At(0).number())) : Value();
}

Value Abs(Call& call) {
  return Changed(call, [](double number) { return std::abs(number); });
}
Value Floor(Call& call) {
  return Changed(call, [](double number) { return std::floor(number); });
}
Value Ceil(Call& call) {
  return Changed(call, [](double number) { return std::ceil(number); });
}

Value Round(Call& call) {
  if (!call.Has(0)) return {};
  const auto places =
      call.Has(1) && !std::isnan(call.At(1).number()) ? std::clamp(call.At(1).number(), -400.0, 400.0) : 0.0;
  return Value(RoundHalfEven(call.At(0).number(), static_cast<int>(places)));
}

Value Power(Call& call) {
  if (!call.Has(0)) return {};
  const auto base = call.At(0).number();
  const auto exponent = call.Has(1) ? call.At(1).number() : std::nan("");
  const auto result = std::pow(base, exponent);
  if (!std::isfinite(result)) {
    return call.evaluator.Fail("D3061", {.value = Shown(call.At(0), call.evaluator),
                                         .value2 = Shown(call.At(1), call.evaluator),
                                         .index = 1});
  }
  return Value(result);
}

Value Sqrt(Call& call) {
  if (!call.Has(0)) return {};
  if (call.At(0).number() < 0)
    return call.evaluator.Fail("D3060", {.value = Shown(call.At(0), call.evaluator), .index = 1});
  return Value(std::sqrt(call.At(0).number()));
}

Value Random(Call& call) {
  return Value(static_cast<double>(call.evaluator.environment().Random() >> 11) * 0x1.0p-53);
}

Value Sum(Call& call) {
  if (!call.Has(0)) return {};
  double sum = 0;
  for (const auto& item : call.At(0).items()) sum += item.number();
  return Value(sum);
}

Value Max(Call& call) {
  if (!call.Has(0) || call.At(0).items().empty()) return {};
  return Value(std::ranges::max(call.At(0).items(), {}, &Value::number).number());
}

Value Min(Call& call) {
  if (!call.Has(0) || call.At(0).items().empty()) return {};
  return Value(std::ranges::min(call.At(0).items(), {}, &Value::number).number());
}

Value Average(Call& call) {
  if (!call.Has(0) || call.At(0).items().empty()) return {};
  return Value(Sum(call).number() / static_cast<double>(call.At(0).items().size()));
}

Value FormatBase(Call& call) {
  if (!call.Has(0)) return {};
  auto number = RoundHalfEven(call.At(0).number(), 0);
  if (!std::isfinite(number)) return call.evaluator.Fail("D3001");
  const auto radix = call.Has(1) ? RoundHalfEven(call.At(1).number(), 0) : 10;
  if (!(radix >= 2 && radix <= 36)) return call.evaluator.Fail("D3100", {.value = NumberText(radix)});
  static constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::string digits;
  const bool negative = number < 0;
  number = std::abs(number);
  do {
    digits += kDigits[static_cast<std::size_t>(std::fmod(number, radix))];
    number = std::floor(number / radix);
  } while (number > 0);
  if (negative) digits += '-';
  std::ranges::reverse(digits);
  return call.evaluator.heap().String(std::move(digits));
}

}  // namespace

std::span<const NativeFunction> NumberFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"number", "<(nsb)-:n>", 1, Number},
      {"abs", "<n-:n>", 1, Abs},
      {"floor", "<n-:n>", 1, Floor},
      {"ceil", "<n-:n>", 1, Ceil},
      {"round", "<n-n?:n>", 2, Round},
      {"power", "<n-n:n>", 2, Power},
      {"sqrt", "<n-:n>", 1, Sqrt},
      {"random", "<:n>", 0, Random},
      {"sum", "<a<n>:n>", 1, Sum},
      {"max", "<a<n>:n>", 1, Max},
      {"min", "<a<n>:n>", 1, Min},
      {"average", "<a<n>:n>", 1, Average},
      {"formatBase", "<n-n?:s>", 2, FormatBase},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
