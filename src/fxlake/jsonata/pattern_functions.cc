// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/matcher.h"
#include "fxlake/jsonata/native_function.h"

namespace fxlake::jsonata {
namespace {

Value Text(Call& call, std::string text) { return call.evaluator.heap().String(std::move(text)); }

// How many matches are wanted at most; nullopt, and a problem of that code, below zero.
std::optional<double> Limit(Call& call, std::size_t argument, std::string_view code) {
  if (!call.Has(argument)) return std::numeric_limits<double>::infinity();
  const auto limit = call.At(argument).number();
  if (limit >= 0) return limit;
  call.evaluator.Fail(code, {.index = argument + 1});
  return std::nullopt;
}

Value Contains(Call& call) {
  if (!call.Has(0)) return {};
  const auto& text = call.At(0);
  const auto& token = call.At(1);
  if (token.is_string()) return Value(text.string().contains(token.string()));
  Matcher matcher(call.evaluator, token, text, "contains");
  return Value(matcher.Next());
}

Value Match(Call& call) {
  if (!call.Has(0)) return {};
  const auto limit = Limit(call, 2, "D3040");
  if (!limit) return {};
  auto& heap = call.evaluator.heap();
  auto matches = heap.Sequence();
  Matcher matcher(call.evaluator, call.At(1), call.At(0), "match");
  for (double count = 0; count < *limit && matcher.Next(); ++count) {
    auto match = heap.Object();
    match.object().Set("match", heap.String(std::string(matcher.match())));
    match.object().Set("index", Value(matcher.index()));
    auto groups = heap.Array();
    for (const auto& group : matcher.groups()) groups.array().Push(heap.String(group));
    match.object().Set("groups", std::move(groups));
    matches.array().Push(std::move(match));
  }
  return matches;
}

Value Split(Call& call) {
  if (!call.Has(0)) return {};
  const auto limit = Limit(call, 2, "D3020");
  if (!limit) return {};
  auto parts = call.evaluator.heap().Array();
  const std::string_view text = call.At(0).string();
  const auto add = [&](std::string_view part) { parts.array().Push(Text(call, std::string(part))); };
  const auto& separator = call.At(1);
  double count = 0;
  std::size_t from = 0;
  if (separator.is_undefined()) {
    if (*limit > 0) add(text);
    return parts;
  }
  if (separator.is_function()) {
    if (*limit <= 0) return parts;
    Matcher matcher(call.evaluator, separator, call.At(0), "split");
    while (count < *limit && matcher.Next()) {
      add(text.substr(from, matcher.start() - from));
      from = matcher.end();
      ++count;
    }
    if (count < *limit) add(text.substr(from));
    return parts;
  }
  const std::string_view mark = separator.string();
  const auto most = std::floor(*limit);
  while (count < most && call.evaluator.Spend()) {
    if (mark.empty()) {
      if (from == text.size()) break;
      const auto length = CharacterLength(text, from);
      add(text.substr(from, length));
      from += length;
    } else {
      const auto at = text.find(mark, from);
      add(text.substr(from, at == std::string_view::npos ? at : at - from));
      if (at == std::string_view::npos) break;
      from = at + mark.size();
    }
    ++count;
  }
  return parts;
}

// `replacement` with $0, $1 ... put in; a $ that stands for no group is itself, and so is one of two.
std::string Substituted(std::string_view replacement, const Matcher& matcher) {
  std::string result;
  const auto& groups = matcher.groups();
  std::size_t at = 0;
  while (at < replacement.size()) {
    const auto dollar = replacement.find('$', at);
    result += replacement.substr(at, dollar == std::string_view::npos ? dollar : dollar - at);
    if (dollar == std::string_view::npos) break;
    at = dollar + 1;
    const char next = at < replacement.size() ? replacement[at] : '\0';
    if (next == '$' || next == '0') {
      result += next == '$' ? "$" : matcher.match();
      ++at;
      continue;
    }
    const auto most = std::to_string(std::max<std::size_t>(groups.size(), 1)).size();
    std::size_t digits = 0;
    while (digits < most && at + digits < replacement.size() && replacement[at + digits] >= '0' &&
           replacement[at + digits] <= '9')
      ++digits;
    if (digits == 0) {
      result += '$';
      continue;
    }
    auto group = std::stoul(std::string(replacement.substr(at, digits)));
    if (digits > 1 && group > groups.size())
      group = std::stoul(std::string(replacement.substr(at, --digits)));
    if (group >= 1 && group <= groups.size()) result += groups[group - 1];
    at += digits;
  }
  return result;
}

Value Replace(Call& call) {
  if (!call.Has(0)) return {};
  const auto& pattern = call.At(1);
  const auto& replacement = call.At(2);
  if (pattern.is_string() && pattern.string().empty()) return call.evaluator.Fail("D3010", {.index = 2});
  const auto limit = Limit(call, 3, "D3011");
  if (!limit) return {};
  const std::string_view text = call.At(0).string();
  std::string result;
  std::size_t from = 0;
  double count = 0;
  const auto too_long = [&] {
    return !call.evaluator.Spend() || call.evaluator.heap().WouldExhaust(result.size());
  };
  if (pattern.is_string()) {
    for (; count < *limit; ++count) {
      const auto at = text.find(pattern.string(), from);
      if (at == std::string_view::npos) break;
      if (!replacement.is_string()) return call.evaluator.Fail("D3012");
      result += text.substr(from, at - from);
      result += replacement.string();
      from = at + pattern.string().size();
      if (too_long()) return call.evaluator.Fail("U1001", {.value = "a text is too long"});
    }
    result += text.substr(from);
    return Text(call, std::move(result));
  }
  Matcher matcher(call.evaluator, pattern, call.At(0), "replace");
  for (; count < *limit && matcher.Next(); ++count) {
    result += text.substr(from, matcher.start() - from);
    if (replacement.is_string()) {
      result += Substituted(replacement.string(), matcher);
    } else {
      const auto made = call.evaluator.Apply(replacement, {matcher.object()}, Value());
      if (call.evaluator.failed()) return {};
      if (!made.is_string()) return call.evaluator.Fail("D3012");
      result += made.string();
    }
    from = matcher.end();
    if (too_long()) return call.evaluator.Fail("U1001", {.value = "a text is too long"});
  }
  result += text.substr(std::min(from, text.size()));
  return Text(call, std::move(result));
}

}  // namespace

std::span<const NativeFunction> PatternFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"contains", "<s-(sf):b>", 2, Contains},
      {"match", "<s-f<s:o>n?:a<o>>", 3, Match},
      {"split", "<s-(sf)n?:a<s>>", 3, Split},
      {"replace", "<s-(sf)(sf)n?:s>", 4, Replace},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
