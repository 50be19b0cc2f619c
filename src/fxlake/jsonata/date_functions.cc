// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include "fxlake/jsonata/date_picture.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/native_function.h"
#include "fxlake/jsonata/regex.h"

namespace fxlake::jsonata {
namespace {

constexpr double kMostMillis = 8.64e15;  // of a time in JavaScript
constexpr std::int64_t kMicros = 1000;

std::int64_t NowMillis(Call& call) {
  const auto micros = call.evaluator.Now().micros();
  return micros / kMicros - (micros % kMicros < 0 ? 1 : 0);
}

// The minutes of "+0530", "-0800" or "0000".
int OffsetOf(std::string_view zone) {
  const bool negative = zone.starts_with('-');
  if (negative || zone.starts_with('+')) zone.remove_prefix(1);
  int number = 0;
  for (const char c : zone) {
    if (c < '0' || c > '9' || number > 99'999) break;
    number = number * 10 + (c - '0');
  }
  const int minutes = number / 100 * 60 + number % 100;
  return negative ? -minutes : minutes;
}

Value FormatMillis(Call& call, double millis, const Value& picture, const Value& zone) {
  if (!(std::abs(millis) <= kMostMillis)) return call.evaluator.Fail("D1001", {.value = "not a time"});
  const int offset = zone.is_string() ? OffsetOf(zone.string()) : 0;
  const auto formatted = [&]() -> std::expected<std::string, Problem> {
    const auto whole = static_cast<std::int64_t>(std::trunc(millis));
    if (!picture.is_string()) return DatePicture::Iso().Format(whole, offset);
    auto parsed = DatePicture::Parse(picture.string());
    if (!parsed) return std::unexpected(std::move(parsed).error());
    return parsed->Format(whole, offset);
  }();
  if (!formatted) return call.evaluator.Fail(formatted.error());
  return call.evaluator.heap().String(*formatted);
}

Value Now(Call& call) {
  return FormatMillis(call, static_cast<double>(NowMillis(call)), call.At(0), call.At(1));
}

Value Millis(Call& call) { return Value(static_cast<double>(NowMillis(call))); }

Value FromMillis(Call& call) {
  return call.Has(0) ? FormatMillis(call, call.At(0).number(), call.At(1), call.At(2)) : Value();
}

// A time by ISO 8601 as JavaScript reads it, in UTC where no zone is given; nullopt for another text.
std::optional<double> ReadIso(std::string_view text) {
  static const auto kIso = *Regex::Make(
      "^(\\d{4})(?:-([01]\\d))?(?:-([0-3]\\d))?(?:T([0-2]\\d):([0-5]\\d):([0-5]\\d))?(?:\\.(\\d+))?([+-][0-2]"
      "\\d:?[0-5]\\d|Z)?$",
      "");
  const auto match = kIso.Find(text, 0);
  if (!match) return std::nullopt;
  const auto number = [&](std::size_t group, std::int64_t otherwise) {
    std::int64_t value = 0;
    if (match->groups[group].empty()) return otherwise;
    for (const char c : match->groups[group]) value = value * 10 + (c - '0');
    return value;
  };
  const auto year = number(0, 0);
  const auto month = number(1, 1);
  const auto day = number(2, 1);
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  auto millis = MillisOfDay(year, month, day);
  millis += ((number(3, 0) * 60 + number(4, 0)) * 60 + number(5, 0)) * 1000;
  auto fraction = std::string(match->groups[6].substr(0, 3));
  fraction.resize(3, '0');
  for (std::int64_t i = 0, unit = 100; i < 3; ++i, unit /= 10)
    millis += (fraction[static_cast<std::size_t>(i)] - '0') * unit;
  std::string zone;
  for (const char c : match->groups[7]) {
    if (c != ':') zone += c;
  }
  if (!zone.empty() && zone != "Z") millis -= std::int64_t{60'000} * OffsetOf(zone);
  return static_cast<double>(millis);
}

Value ToMillis(Call& call) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0).string();
  if (!call.Has(1)) {
    const auto millis = ReadIso(text);
    if (!millis) return call.evaluator.Fail("D3110", {.value = "\"" + text + "\""});
    return Value(*millis);
  }
  const auto picture = DatePicture::Parse(call.At(1).string());
  if (!picture) return call.evaluator.Fail(picture.error());
  const auto millis = picture->Read(text, NowMillis(call));
  if (!millis) return call.evaluator.Fail(millis.error());
  return *millis ? Value(static_cast<double>(**millis)) : Value();
}

}  // namespace

std::span<const NativeFunction> DateFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"now", "<s?s?:s>", 2, Now},
      {"millis", "<:n>", 0, Millis},
      {"fromMillis", "<n-s?s?:s>", 3, FromMillis},
      {"toMillis", "<s-s?:n>", 2, ToMillis},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
