// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/native_function.h"

namespace fxlake::jsonata {
namespace {

Value Count(Call& call) { return Value(call.Has(0) ? static_cast<double>(call.At(0).items().size()) : 0.0); }

Value Append(Call& call) {
  if (call.At(0).is_undefined() || call.At(1).is_undefined())
    return call.At(0).is_undefined() ? call.At(1) : call.At(0);
  return call.evaluator.Append(call.At(0), call.At(1));
}

Value Reverse(Call& call) {
  if (!call.Has(0) || call.At(0).items().size() <= 1) return call.At(0);
  const auto& items = call.At(0).items();
  if (!call.evaluator.Spend(items.size())) return {};
  return call.evaluator.heap().Array({items.rbegin(), items.rend()});
}

Value Shuffle(Call& call) {
  if (!call.Has(0) || call.At(0).items().size() <= 1) return call.At(0);
  auto items = call.At(0).items();
  if (!call.evaluator.Spend(items.size())) return {};
  for (std::size_t i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[call.evaluator.environment().Random() % i]);
  return call.evaluator.heap().Array(std::move(items));
}

Value Zip(Call& call) {
  std::size_t length = call.count() == 0 ? 0 : std::string::npos;
  for (const auto& argument : call.arguments)
    length = std::min(length, argument.is_array() ? argument.items().size() : 0);
  auto zipped = call.evaluator.heap().Array();
  for (std::size_t i = 0; i < length && call.evaluator.Spend(call.count()); ++i) {
    auto tuple = call.evaluator.heap().Array();
    for (const auto& argument : call.arguments) tuple.array().Push(argument.items()[i]);
    zipped.array().Push(std::move(tuple));
  }
  return zipped;
}

// Equal values have equal hashes: the order of members does not matter.
std::size_t Hash(const Value& value, Evaluator& evaluator) {
  constexpr std::size_t kMix = 0x9E3779B97F4A7C15U;
  if (!evaluator.StackHolds() || !evaluator.Spend()) return 0;
  switch (value.type()) {
    case Type::undefined: return 1;
    case Type::null: return 2;
    case Type::boolean: return value.boolean() ? 3 : 4;
    case Type::number: return std::hash<double>()(value.number());
    case Type::string: return std::hash<std::string>()(value.string());
    case Type::function: return std::hash<const void*>()(value.identity());
    case Type::array: {
      std::size_t hash = 5;
      for (const auto& item : value.items()) hash = hash * kMix + Hash(item, evaluator);
      return hash;
    }
    case Type::object: {
      std::size_t hash = 6;
      for (const auto& [key, member] : value.object().Members())
        hash += (std::hash<std::string>()(key) ^ Hash(member, evaluator)) * kMix;
      return hash;
    }
  }
  return 0;
}

Value Distinct(Call& call) {
  const auto& array = call.At(0);
  if (!array.is_array() || array.items().size() <= 1) return array;
  auto& heap = call.evaluator.heap();
  auto distinct = array.is_sequence() ? heap.Sequence() : heap.Array();
  std::unordered_multimap<std::size_t, const Value*> seen;
  for (const auto& item : array.items()) {
    const auto hash = Hash(item, call.evaluator);
    if (call.evaluator.failed()) return {};
    const auto [begin, end] = seen.equal_range(hash);
    if (std::any_of(begin, end, [&](const auto& entry) { return call.evaluator.Equal(*entry.second, item); }))
      continue;
    seen.emplace(hash, &item);
    distinct.array().Push(item);
  }
  return distinct;
}

// Sorts by merging with any answer of `after`, whether it makes sense or not.
template <typename After>
void MergeSort(std::vector<Value>& items, const After& after) {
  std::vector<Value> merged(items.size());
  for (std::size_t width = 1; width < items.size(); width *= 2) {
    for (std::size_t start = 0; start < items.size(); start += 2 * width) {
      auto left = start;
      const auto middle = std::min(start + width, items.size());
      const auto end = std::min(start + 2 * width, items.size());
      auto right = middle;
      for (auto to = start; to < end; ++to) {
        const bool take_right = left == middle || (right < end && after(items[left], items[right]));
        merged[to] = std::move(take_right ? items[right++] : items[left++]);
      }
    }
    std::swap(items, merged);
  }
}

Value Sort(Call& call) {
  if (!call.Has(0)) return {};
  const auto& array = call.At(0);
  if (array.items().size() <= 1) return array;
  auto items = array.items();
  if (!call.evaluator.Spend(items.size())) return {};
  if (call.Has(1)) {
    MergeSort(items, [&](const Value& a, const Value& b) {
      if (call.evaluator.failed()) return false;
      return call.evaluator.Truth(call.evaluator.Apply(call.At(1), {a, b}, Value()));
    });
  } else if (std::ranges::all_of(items, [](const Value& item) { return item.is_number(); })) {
    std::ranges::stable_sort(items, [](const Value& a, const Value& b) { return a.number() < b.number(); });
  } else if (std::ranges::all_of(items, [](const Value& item) { return item.is_string(); })) {
    std::ranges::stable_sort(
        items, [](const Value& a, const Value& b) { return CompareTexts(a.string(), b.string()) < 0; });
  } else {
    return call.evaluator.Fail("D3070", {.index = 1});
  }
  if (call.evaluator.failed()) return {};
  return call.evaluator.heap().Array(std::move(items));
}

}  // namespace

std::span<const NativeFunction> ArrayFunctions() {
  static const auto kFunctions = std::to_array<NativeFunction>({
      {"count", "<a:n>", 1, Count},
      {"append", "<xx:a>", 2, Append},
      {"reverse", "<a:a>", 1, Reverse},
      {"shuffle", "<a:a>", 1, Shuffle},
      {"zip", "<a+>", 1, Zip},
      {"distinct", "<x:x>", 1, Distinct},
      {"sort", "<af?:a>", 2, Sort},
  });
  return kFunctions;
}

}  // namespace fxlake::jsonata
