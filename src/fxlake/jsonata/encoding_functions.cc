// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/native_function.h"

namespace fxlake::jsonata {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUnreserved = "-_.!~*'()";
constexpr std::string_view kReserved = ";/?:@&=+$,#";

Value Text(Call& call, std::string text) { return call.evaluator.heap().String(std::move(text)); }

// Each character is one byte, as in JavaScript's btoa.
Value Base64Encode(Call& call) {
  if (!call.Has(0)) return {};
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const auto character : ToCharacters(call.At(0).string())) {
    bits = bits << 8 | (static_cast<std::uint32_t>(character) & 0xFF);
    for (count += 8; count >= 6; count -= 6) out += kBase64[bits >> (count - 6) & 63];
  }
  if (count > 0) out += kBase64[bits << (6 - count) & 63];
  while (out.size() % 4 != 0) out += '=';
  return Text(call, std::move(out));
}

// What is no character of base64 is passed over.
Value Base64Decode(Call& call) {
  if (!call.Has(0)) return {};
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : call.At(0).string()) {
    if (c == '=') break;
    const auto place = kBase64.find(c == '-' ? '+' : c == '_' ? '/' : c);
    if (place == std::string_view::npos) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(place);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    AppendCharacter(out, bits >> count & 0xFF);
  }
  return Text(call, std::move(out));
}

Value Encode(Call& call, std::string_view function, bool keep_reserved) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0).string();
  if (HasUnpairedSurrogate(text))
    return call.evaluator.Fail("D3140", {.token = std::string(function), .value = "an unpaired surrogate"});
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain || kUnreserved.contains(c) || (keep_reserved && kReserved.contains(c))) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return Text(call, std::move(out));
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Whether bytes from percent escapes are whole characters of UTF-8.
bool IsUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const auto length = CharacterLength(text, at);
    if (lead >= 0x80 && (length == 1 || lead > 0xF4)) return false;
    auto end = at;
    const auto character = NextCharacter(text, end);
    static constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
    if (character < kLeast[length] || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000))
      return false;
    at = end;
  }
  return true;
}

Value Decode(Call& call, std::string_view function, bool keep_reserved) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0).string();
  std::string out;
  bool good = true;
  for (std::size_t at = 0; at < text.size() && good; ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    const int high = at + 1 < text.size() ? HexDigit(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? HexDigit(text[at + 2]) : -1;
    good = high >= 0 && low >= 0;
    if (!good) break;
    const char byte = static_cast<char>(high * 16 + low);
    if (keep_reserved && kReserved.contains(byte)) {
      out += text.substr(at, 3);
    } else {
      out += byte;
    }
    at += 2;
  }
  if (!good || !IsUtf8(out))
    return call.evaluator.Fail("D3140", {.token = std::string(function), .value = "\"" + text + "\""});
  return Text(call, std::move(out));
}

Value EncodeUrlComponent(Call& call) { return Encode(call, "encodeUrlComponent", false); }
Value EncodeUrl(Call& call) { return Encode(call, "encodeUrl", true); }
Value DecodeUrlComponent(Call& call) { return Decode(call, "decodeUrlComponent", false); }
Value DecodeUrl(Call& call) { return Decode(call, "decodeUrl", true); }

}  // namespace

std::span<const NativeFunction> EncodingFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"base64encode", "<s-:s>", 1, Base64Encode},
      {"base64decode", "<s-:s>", 1, Base64Decode},
      {"encodeUrlComponent", "<s-:s>", 1, EncodeUrlComponent},
      {"encodeUrl", "<s-:s>", 1, EncodeUrl},
      {"decodeUrlComponent", "<s-:s>", 1, DecodeUrlComponent},
      {"decodeUrl", "<s-:s>", 1, DecodeUrl},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
