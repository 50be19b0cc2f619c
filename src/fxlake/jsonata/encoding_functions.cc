// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fxlake/base/base64.h"
#include "fxlake/base/percent_encoding.h"
#include "fxlake/base/text.h"
#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/native_function.h"

namespace fxlake::jsonata {
namespace {

// Beside letters, digits and -._~, which every encoding keeps.
constexpr std::string_view kKept = "!*'()", kReserved = ";/?:@&=+$,#";

Value Text(Call& call, std::string text) { return call.evaluator.heap().String(std::move(text)); }

// Each character is one byte, as in JavaScript's btoa.
Value Encode64(Call& call) {
  if (!call.Has(0)) return {};
  std::string bytes;
  for (const auto character : ToCharacters(call.At(0).string())) bytes += static_cast<char>(character);
  return Text(call, Base64Encode(bytes));
}

// As lenient as Node's: both alphabets, without padding, other characters skipped.
Value Decode64(Call& call) {
  if (!call.Has(0)) return {};
  std::string digits;
  for (const char c : call.At(0).string()) {
    if (c == '=') break;
    const char digit = c == '-' ? '+' : c == '_' ? '/' : c;
    if (IsDigit(digit) || (digit >= 'a' && digit <= 'z') || (digit >= 'A' && digit <= 'Z') || digit == '+' ||
        digit == '/')
      digits += digit;
  }
  if (digits.size() % 4 == 1) digits.pop_back();  // six bits, which are no byte
  while (digits.size() % 4 != 0) digits += '=';
  std::string bytes, out;
  if (!digits.empty() && !Base64Decode(digits, bytes)) bytes.clear();
  for (const char byte : bytes) AppendCharacter(out, static_cast<unsigned char>(byte));
  return Text(call, std::move(out));
}

Value Encode(Call& call, std::string_view function, std::string_view kept) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0).string();
  if (HasUnpairedSurrogate(text))
    return call.evaluator.Fail("D3140", {.token = std::string(function), .value = "an unpaired surrogate"});
  return Text(call, PercentEncode(text, kept));
}

// Escapes of the characters in `kept` stay.
Value Decode(Call& call, std::string_view function, std::string_view kept) {
  if (!call.Has(0)) return {};
  const std::string_view text = call.At(0).string();
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto piece = text.substr(at, text[at] == '%' ? 3 : 1);
    const auto decoded = PercentDecode(piece);
    out += kept.contains(decoded.front()) && piece.size() == 3 ? std::string(piece) : decoded;
    at += piece.size();
  }
  if (!HasValidEscapes(text) || !IsUtf8(out))
    return call.evaluator.Fail("D3140",
                               {.token = std::string(function), .value = "\"" + std::string(text) + "\""});
  return Text(call, std::move(out));
}

Value EncodeUrlComponent(Call& call) { return Encode(call, "encodeUrlComponent", kKept); }
Value EncodeUrl(Call& call) { return Encode(call, "encodeUrl", std::string(kKept) + std::string(kReserved)); }
Value DecodeUrlComponent(Call& call) { return Decode(call, "decodeUrlComponent", ""); }
Value DecodeUrl(Call& call) { return Decode(call, "decodeUrl", kReserved); }

}  // namespace

std::span<const NativeFunction> EncodingFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"base64encode", "<s-:s>", 1, Encode64},
      {"base64decode", "<s-:s>", 1, Decode64},
      {"encodeUrlComponent", "<s-:s>", 1, EncodeUrlComponent},
      {"encodeUrl", "<s-:s>", 1, EncodeUrl},
      {"decodeUrlComponent", "<s-:s>", 1, DecodeUrlComponent},
      {"decodeUrl", "<s-:s>", 1, DecodeUrl},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
