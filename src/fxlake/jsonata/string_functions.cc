// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/json_text.h"
#include "fxlake/jsonata/native_function.h"

namespace fxlake::jsonata {
namespace {

Value Text(Call& call, std::string text) { return call.evaluator.heap().String(std::move(text)); }

Value String(Call& call) {
  const auto& value = call.At(0);
  if (value.is_undefined()) return {};
  if (value.is_string()) return value;
  if (value.is_number() && !std::isfinite(value.number())) return call.evaluator.Fail("D3001");
  return Text(call, ToText(value, call.At(1).is_boolean() && call.At(1).boolean(), call.evaluator));
}

// Where JavaScript's slice begins or ends.
std::size_t Place(double number, std::size_t count) {
  const auto most = static_cast<double>(count);
  number = std::isnan(number) ? 0 : std::trunc(number);
  if (number < 0) number += most;
  return static_cast<std::size_t>(std::clamp(number, 0.0, most));
}

Value Substring(Call& call) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0).string();
  const auto count = CountCharacters(text);
  auto start = call.Has(1) ? call.At(1).number() : 0;
  if (static_cast<double>(count) + start < 0) start = 0;
  auto end = count;
  if (call.Has(2)) {
    const auto length = call.At(2).number();
    if (length <= 0) return Text(call, "");
    end = Place(start >= 0 ? start + length : static_cast<double>(count) + start + length, count);
  }
  const auto begin = Place(start, count);
  if (begin >= end) return Text(call, "");
  const auto from = OffsetOfCharacter(text, begin);
  const auto rest = std::string_view(text).substr(from);
  return Text(call, std::string(rest.substr(0, OffsetOfCharacter(rest, end - begin))));
}

Value SubstringBefore(Call& call) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0).string();
  const auto at = call.Has(1) ? text.find(call.At(1).string()) : text.find("undefined");
  return at == std::string::npos ? call.At(0) : Text(call, text.substr(0, at));
}

Value SubstringAfter(Call& call) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0).string();
  const std::string mark = call.Has(1) ? call.At(1).string() : "undefined";
  const auto at = text.find(mark);
  return at == std::string::npos ? call.At(0) : Text(call, text.substr(at + mark.size()));
}

Value Lowercase(Call& call) { return call.Has(0) ? Text(call, ToLower(call.At(0).string())) : Value(); }
Value Uppercase(Call& call) { return call.Has(0) ? Text(call, ToUpper(call.At(0).string())) : Value(); }

Value Length(Call& call) {
  return call.Has(0) ? Value(static_cast<double>(CountCharacters(call.At(0).string()))) : Value();
}

Value Trim(Call& call) {
  if (!call.Has(0)) return {};
  std::string trimmed;
  bool blank = false;
  for (const char c : call.At(0).string()) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = true;
      continue;
    }
    if (blank && !trimmed.empty()) trimmed += ' ';
    blank = false;
    trimmed += c;
  }
  return Text(call, std::move(trimmed));
}

Value Pad(Call& call) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0).string();
  const auto width = call.Has(1) ? call.At(1).number() : 0;
  const auto filler = ToCharacters(call.Has(2) && !call.At(2).string().empty() ? call.At(2).string() : " ");
  const auto missing = std::abs(std::trunc(width)) - static_cast<double>(CountCharacters(text));
  if (!(missing > 0)) return call.At(0);
  if (missing > 1e9 || !call.evaluator.Spend(static_cast<std::size_t>(missing) / 8) ||
      call.evaluator.heap().WouldExhaust(static_cast<std::size_t>(missing) * 4)) {
    return call.evaluator.Fail("U1001", {.value = "a text is too long"});
  }
  std::u32string padding;
  const auto count = static_cast<std::size_t>(missing);
  for (std::size_t i = 0; i < count; ++i) padding += filler[i % filler.size()];
  return Text(call, width > 0 ? text + FromCharacters(padding) : FromCharacters(padding) + text);
}

Value Join(Call& call) {
  if (!call.Has(0)) return {};
  const std::string separator = call.Has(1) ? call.At(1).string() : "";
  std::string joined;
  bool first = true;
  for (const auto& item : call.At(0).items()) {
    if (!first) joined += separator;
    first = false;
    joined += item.string();
    if (!call.evaluator.Spend() || call.evaluator.heap().WouldExhaust(joined.size()))
      return call.evaluator.Fail("U1001", {.value = "a text is too long"});
  }
  return Text(call, std::move(joined));
}

}  // namespace

std::span<const NativeFunction> StringFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"string", "<x-b?:s>", 1, String},
      {"substring", "<s-nn?:s>", 3, Substring},
      {"substringBefore", "<s-s:s>", 2, SubstringBefore},
      {"substringAfter", "<s-s:s>", 2, SubstringAfter},
      {"lowercase", "<s-:s>", 1, Lowercase},
      {"uppercase", "<s-:s>", 1, Uppercase},
      {"length", "<s-:n>", 1, Length},
      {"trim", "<s-:s>", 1, Trim},
      {"pad", "<s-ns?:s>", 3, Pad},
      {"join", "<a<s>s?:s>", 2, Join},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
