// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/integer_picture.h"
#include "fxlake/jsonata/native_function.h"
#include "fxlake/jsonata/number_picture.h"

namespace fxlake::jsonata {
namespace {

void ReadOptions(const Value& options, DecimalFormat& format) {
  const auto text = [&](std::string_view key) {
    const auto value = options.object().Find(key);
    return value.is_string() ? ToCharacters(value.string()) : std::u32string();
  };
  const auto read = [&](std::string_view key, char32_t& to) {
    if (const auto given = text(key); !given.empty()) to = given[0];
  };
  read("decimal-separator", format.decimal_separator);
  read("grouping-separator", format.grouping_separator);
  read("exponent-separator", format.exponent_separator);
  read("minus-sign", format.minus_sign);
  read("zero-digit", format.zero_digit);
  read("digit", format.digit);
  read("pattern-separator", format.pattern_separator);
  // These may be longer; then a character that nobody writes stands for them.
  const auto shown = [&](std::string_view key, char32_t& character, std::u32string& to) {
    const auto given = text(key);
    if (given.size() > 1) {
      to = given;
      character = key == "percent" ? U'\uE000' : U'\uE001';
    } else if (!given.empty()) {
      character = given[0];
    }
  };
  shown("percent", format.percent, format.percent_text);
  shown("per-mille", format.per_mille, format.per_mille_text);
}

Value FormatNumberBy(Call& call) {
  if (!call.Has(0)) return {};
  DecimalFormat format;
  if (call.Has(2)) ReadOptions(call.At(2), format);
  const auto number = call.At(0).number();
  if (!std::isfinite(number)) return call.evaluator.Fail("D3001");
  auto formatted = FormatNumber(number, call.Has(1) ? call.At(1).string() : "", format);
  if (!formatted) return call.evaluator.Fail(std::move(formatted).error());
  return call.evaluator.heap().String(*std::move(formatted));
}

Value FormatInteger(Call& call) {
  if (!call.Has(0)) return {};
  const auto picture = IntegerPicture::Parse(call.Has(1) ? call.At(1).string() : "");
  if (!picture) return call.evaluator.Fail(picture.error());
  if (!std::isfinite(call.At(0).number())) return call.evaluator.Fail("D3001");
  auto formatted = picture->Format(std::floor(call.At(0).number()));
  if (!formatted) return call.evaluator.Fail(std::move(formatted).error());
  return call.evaluator.heap().String(*std::move(formatted));
}

Value ParseInteger(Call& call) {
  if (!call.Has(0)) return {};
  const auto picture = IntegerPicture::Parse(call.Has(1) ? call.At(1).string() : "");
  if (!picture) return call.evaluator.Fail(picture.error());
  const auto number = picture->Read(call.At(0).string());
  if (!number) return call.evaluator.Fail(number.error());
  return Value(*number);
}

}  // namespace

std::span<const NativeFunction> PictureFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"formatNumber", "<n-so?:s>", 3, FormatNumberBy},
      {"formatInteger", "<n-s:s>", 2, FormatInteger},
      {"parseInteger", "<s-s:n>", 2, ParseInteger},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
