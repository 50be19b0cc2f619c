// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/intrinsic.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include "fxlake/asl/expression/digest.h"
#include "fxlake/asl/expression/intrinsic_arguments.h"
#include "fxlake/asl/expression/intrinsic_text.h"
#include "fxlake/asl/expression/unique_items.h"
#include "fxlake/asl/expression/uuid.h"
#include "fxlake/base/base64.h"
#include "fxlake/base/excerpt.h"
#include "fxlake/base/hexadecimal.h"
#include "fxlake/base/text.h"

namespace fxlake::asl {
namespace {

using Arguments = std::span<const Json>;

Evaluated<Json> Array(Arguments arguments, Scope&) {
  return Json(Json::Array(arguments.begin(), arguments.end()));
}

Evaluated<Json> ArrayContains(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto* items, ArrayArgument(arguments, 0));
  return Json(std::ranges::find(*items, arguments[1]) != items->end());
}

Evaluated<Json> ArrayGetItem(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto* items, ArrayArgument(arguments, 0));
  const auto whole = arguments[1].is_number() ? arguments[1].AsInt64() : std::nullopt;
  if (!whole)
    return IntrinsicFailure("The index must be an integer: " +
                            std::string(Excerpt(arguments[1].Dump(), 200)));
  const auto index = *whole;
  if (index < 0 || index >= std::ssize(*items))
    return IntrinsicFailure("The index is out of bounds: " + std::to_string(index));
  return (*items)[static_cast<std::size_t>(index)];
}

Evaluated<Json> ArrayLength(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto* items, ArrayArgument(arguments, 0));
  return Json(items->size());
}

Evaluated<Json> ArrayPartition(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto* items, ArrayArgument(arguments, 0));
  ASSIGN_OR_RETURN(const auto size, WholeArgument(arguments, 1));
  if (size <= 0) return IntrinsicFailure("The chunk size must be a positive number: " + std::to_string(size));
  Json::Array chunks;
  for (auto from = items->begin(); from != items->end();) {
    const auto to = from + std::min<std::int64_t>(size, items->end() - from);
    chunks.emplace_back(Json::Array(from, to));
    from = to;
  }
  return Json(std::move(chunks));
}

Evaluated<Json> ArrayRange(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto first, WholeArgument(arguments, 0));
  ASSIGN_OR_RETURN(const auto last, WholeArgument(arguments, 1));
  ASSIGN_OR_RETURN(const auto step, WholeArgument(arguments, 2));
  if (step == 0) return IntrinsicFailure("The increment must not be zero");
  const auto span = static_cast<__int128>(last) - first;
  if ((span > 0 && step < 0) || (span < 0 && step > 0)) return Json::EmptyArray();
  const auto count = span / step + 1;
  if (count > static_cast<__int128>(kMostRangeItems)) {
    return IntrinsicFailure("The range has more than " + std::to_string(kMostRangeItems) + " items");
  }
  Json::Array range;
  range.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(count); ++i) range.emplace_back(first + i * step);
  return Json(std::move(range));
}

Evaluated<Json> ArrayUnique(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto* items, ArrayArgument(arguments, 0));
  return Json(UniqueItems(*items));
}

Evaluated<Json> Base64DecodeText(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto* text, TextArgument(arguments, 0));
  if (CharactersOf(*text) > kMostBase64Characters)
    return IntrinsicFailure("The data is longer than 10,000 characters");
  std::string bytes;
  if (!Base64Decode(*text, bytes) || !IsUtf8(bytes))
    return IntrinsicFailure("The data is not Base64 of a text: " + std::string(Excerpt(*text, 200)));
  return Json(std::move(bytes));
}

Evaluated<Json> Base64EncodeText(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto* text, TextArgument(arguments, 0));
  if (CharactersOf(*text) > kMostBase64Characters)
    return IntrinsicFailure("The data is longer than 10,000 characters");
  return Json(Base64Encode(*text));
}

Evaluated<Json> Format(Arguments arguments, Scope& scope) {
  ASSIGN_OR_RETURN(const auto* text, TextArgument(arguments, 0));
  std::string out;
  std::size_t next = 1;
  for (std::size_t i = 0; i < text->size(); ++i) {
    const char c = (*text)[i];
    if (c == '\\' && i + 1 < text->size() && std::string_view("'{}\\").contains((*text)[i + 1])) {
      out += (*text)[++i];
    } else if (c == '{' && i + 1 < text->size() && (*text)[i + 1] == '}') {
      if (next == arguments.size())
        return IntrinsicFailure("The number of {} does not match the number of arguments");
      const auto before = out.size();
      AppendDisplayed(out, arguments[next++]);
      RETURN_IF_ERROR(Spend(scope, out.size() - before));
      ++i;
    } else {
      out += c;
    }
  }
  if (next != arguments.size())
    return IntrinsicFailure("The number of {} does not match the number of arguments");
  RETURN_IF_ERROR(Spend(scope, text->size()));
  return Json(std::move(out));
}

Evaluated<Json> Hash(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto* name, TextArgument(arguments, 1));
  std::string bytes;
  AppendDisplayed(bytes, arguments[0].is_string() ? arguments[0] : Json(arguments[0].Dump()));
  if (CharactersOf(bytes) > kMostHashedCharacters)
    return IntrinsicFailure("The data is longer than 10,000 characters");
  if (auto digest = HexDigest(bytes, *name)) return Json(*std::move(digest));
  return IntrinsicFailure("The algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512, not " +
                          std::string(Excerpt(*name, 200)));
}

Evaluated<Json> JsonMerge(Arguments arguments, Scope&) {
  if (!arguments[0].is_object() || !arguments[1].is_object())
    return IntrinsicFailure("Both values to merge must be JSON objects");
  if (!arguments[2].is_bool()) return IntrinsicFailure("The third argument must be a boolean");
  if (arguments[2].boolean())
    return IntrinsicFailure("Deep merging is not supported: the third argument must be false");
  Json::Object merged = arguments[0].object();
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < merged.size(); ++i) places.emplace(merged[i].first, i);
  for (const auto& member : arguments[1].object()) {
    if (const auto place = places.find(member.first); place != places.end()) {
      merged[place->second].second = member.second;
    } else {
      merged.push_back(member);
    }
  }
  return Json(std::move(merged));
}

Evaluated<Json> JsonToString(Arguments arguments, Scope& scope) {
  auto text = arguments[0].Dump();
  RETURN_IF_ERROR(Spend(scope, text.size()));
  return Json(std::move(text));
}

Evaluated<Json> MathAdd(Arguments arguments, Scope&) {
  ASSIGN_OR_RETURN(const auto a, WholeArgument(arguments, 0));
  ASSIGN_OR_RETURN(const auto b, WholeArgument(arguments, 1));
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return IntrinsicFailure("The sum is too large");
  return Json(sum);
}

// From the first number to the second, excluding the second.
Evaluated<Json> MathRandom(Arguments arguments, Scope& scope) {
  ASSIGN_OR_RETURN(const auto from, WholeArgument(arguments, 0));
  ASSIGN_OR_RETURN(const auto to, WholeArgument(arguments, 1));
  if (to <= from) return IntrinsicFailure("The end of the range must be greater than its start");
  const auto width = static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
  std::uint64_t draw = 0;
  if (arguments.size() == 3) {
    ASSIGN_OR_RETURN(const auto seed, WholeArgument(arguments, 2));
    draw = env::SeededRandom(static_cast<std::uint64_t>(seed)).Next();
  } else {
    draw = scope.evaluation_context.random().Next();
  }
  return Json(static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + draw % width));
}

Evaluated<Json> StringSplit(Arguments arguments, Scope& scope) {
  ASSIGN_OR_RETURN(const auto* text, TextArgument(arguments, 0));
  ASSIGN_OR_RETURN(const auto* delimiters, TextArgument(arguments, 1));
  RETURN_IF_ERROR(Spend(scope, text->size()));
  Json::Array parts;
  std::string part;
  const auto end_part = [&] {
    if (!part.empty()) parts.emplace_back(std::move(part));
    part.clear();
  };
  for (std::size_t at = 0; at < text->size();) {
    const auto length = CharacterLength(*text, at);
    const auto character = std::string_view(*text).substr(at, length);
    if (delimiters->contains(character)) {
      end_part();
    } else {
      part += character;
    }
    at += length;
  }
  end_part();
  return Json(std::move(parts));
}

Evaluated<Json> StringToJson(Arguments arguments, Scope& scope) {
  if (arguments[0].is_null()) return Json();
  ASSIGN_OR_RETURN(const auto* text, TextArgument(arguments, 0));
  RETURN_IF_ERROR(Spend(scope, text->size()));
  if (IsBlank(*text)) return Json();  // as AWS's parser does
  auto value = Json::Parse(*text);
  if (!value) return IntrinsicFailure("The value is not JSON: " + value.error().message());
  return *std::move(value);
}

Evaluated<Json> Uuid(Arguments, Scope& scope) { return Json(MakeUuid(scope.evaluation_context.random())); }

constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

constexpr std::array<Intrinsic, 18> kIntrinsics = {{
    {"States.Array", 0, kAnyNumber, Array},
    {"States.ArrayContains", 2, 2, ArrayContains},
    {"States.ArrayGetItem", 2, 2, ArrayGetItem},
    {"States.ArrayLength", 1, 1, ArrayLength},
    {"States.ArrayPartition", 2, 2, ArrayPartition},
    {"States.ArrayRange", 3, 3, ArrayRange, true},
    {"States.ArrayUnique", 1, 1, ArrayUnique},
    {"States.Base64Decode", 1, 1, Base64DecodeText},
    {"States.Base64Encode", 1, 1, Base64EncodeText},
    {"States.Format", 1, kAnyNumber, Format},
    {"States.Hash", 2, 2, Hash},
    {"States.JsonMerge", 3, 3, JsonMerge},
    {"States.JsonToString", 1, 1, JsonToString},
    {"States.MathAdd", 2, 2, MathAdd, true},
    {"States.MathRandom", 2, 3, MathRandom, true},
    {"States.StringSplit", 2, 2, StringSplit},
    {"States.StringToJson", 1, 1, StringToJson},
    {"States.UUID", 0, 0, Uuid},
}};

}  // namespace

std::span<const Intrinsic> Intrinsics() { return kIntrinsics; }

const Intrinsic* FindIntrinsic(std::string_view name) {
  const auto* found = std::ranges::find(kIntrinsics, name, &Intrinsic::name);
  return found == kIntrinsics.end() ? nullptr : found;
}

}  // namespace fxlake::asl
