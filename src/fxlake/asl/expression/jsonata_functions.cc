// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/jsonata_functions.h"

#include <array>
#include <cmath>

#include "fxlake/asl/expression/digest.h"
#include "fxlake/asl/expression/uuid.h"
#include "fxlake/jsonata/evaluator.h"

namespace fxlake::asl {
namespace {

using jsonata::Call;
using jsonata::NativeFunction;
using jsonata::Value;

constexpr double kMostRangeItems = 360'145;  // as on AWS

// The random numbers of an evaluation, as a source for names.
class EnvironmentRandom : public env::Random {
 public:
  explicit EnvironmentRandom(jsonata::Environment& environment) : environment_(environment) {}
  std::uint64_t Next() override { return environment_.Random(); }

 private:
  jsonata::Environment& environment_;
};

// Numbers that are not whole are rounded towards zero. What makes no sense gives undefined, as on AWS.
Value Partition(Call& call) {
  if (!call.Has(0) || !call.Has(1)) return {};
  const auto& items = call.At(0).items();
  const auto size = std::trunc(call.At(1).number());
  if (items.empty() || !(size >= 1)) return {};
  const auto count = size < static_cast<double>(items.size()) ? static_cast<std::size_t>(size) : items.size();
  auto& heap = call.evaluator.heap();
  auto parts = heap.Array();
  for (std::size_t from = 0; from < items.size(); from += count) {
    if (!call.evaluator.Spend(count)) return {};
    const auto end = std::min(from + count, items.size());
    parts.array().Push(heap.Array({items.begin() + static_cast<std::ptrdiff_t>(from),
                                   items.begin() + static_cast<std::ptrdiff_t>(end)}));
  }
  return parts;
}

Value Range(Call& call) {
  if (!call.Has(0) || !call.Has(1) || !call.Has(2)) return {};
  const auto first = std::trunc(call.At(0).number());
  const auto last = std::trunc(call.At(1).number());
  const auto step = std::trunc(call.At(2).number());
  if (step == 0 || (last - first) * step < 0) return {};
  const auto count = std::floor((last - first) / step) + 1;
  if (!(count <= kMostRangeItems))
    return call.evaluator.Fail("U1001", {.value = "Expression evaluation memory limit exceeded"});
  if (!call.evaluator.Spend(static_cast<std::size_t>(count))) return {};
  auto range = call.evaluator.heap().Sequence();
  for (double i = 0; i < count; ++i) range.array().Push(Value(first + i * step));
  return range;
}

Value Hash(Call& call) {
  if (!call.Has(0) || !call.Has(1)) return {};
  auto digest = HexDigest(call.At(0).string(), call.At(1).string());
  if (digest) return call.evaluator.heap().String(*std::move(digest));
  return call.evaluator.Fail("D3137",
                             {.value = "The algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512"});
}

// With a seed, the first number of java.util.Random (Java SE documentation of its linear congruential
// generator).
Value RandomNumber(Call& call) {
  if (!call.Has(0))
    return Value(static_cast<double>(call.evaluator.environment().Random() >> 11) * 0x1.0p-53);
  constexpr std::uint64_t kMultiplier = 0x5DEECE66DU, kMask = (std::uint64_t{1} << 48) - 1;
  const auto seed = std::trunc(call.At(0).number());
  if (!(std::abs(seed) < 0x1.0p63)) return call.evaluator.Fail("D1001", {.value = "seed"});
  auto state = (static_cast<std::uint64_t>(static_cast<std::int64_t>(seed)) ^ kMultiplier) & kMask;
  const auto next = [&](int bits) {
    state = (state * kMultiplier + 11) & kMask;
    return state >> (48 - bits);
  };
  const auto high = next(26);
  return Value(static_cast<double>((high << 27) + next(27)) * 0x1.0p-53);
}

Value Uuid(Call& call) {
  EnvironmentRandom random(call.evaluator.environment());
  return call.evaluator.heap().String(MakeUuid(random));
}

Value Parse(Call& call) {
  if (!call.Has(0)) return {};
  const auto json = Json::Parse(call.At(0).string());
  if (!json)
    return call.evaluator.Fail("D3137",
                               {.value = "the argument of $parse is no JSON: " + json.error().message()});
  return call.evaluator.heap().FromJson(*json);
}

}  // namespace

const jsonata::FunctionSet& JsonataFunctions() {
  static const auto kAdded = std::to_array<NativeFunction>({
      {"partition", "<a-n:a>", 2, Partition},
      {"range", "<nnn?:a>", 3, Range},
      {"hash", "<s-s?:s>", 2, Hash},
      {"random", "<n?:n>", 1, RandomNumber},
      {"uuid", "<:s>", 0, Uuid},
      {"parse", "<s-:x>", 1, Parse},
  });
  static constexpr std::array<std::string_view, 1> kRemoved = {"eval"};
  static const jsonata::FunctionSet kFunctions{kAdded, kRemoved};
  return kFunctions;
}

}  // namespace fxlake::asl
