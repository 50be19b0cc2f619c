// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/unique_items.h"

#include <functional>
#include <unordered_map>

namespace fxlake::asl {
namespace {

// Equal values have equal hashes: numbers by value, objects regardless of key order.
std::size_t HashOf(const Json& value) {
  const std::hash<std::string> text;
  if (value.is_string()) return text(value.string()) * 3 + 1;
  if (value.is_number()) {
    const double number = value.AsDouble();
    return number == 0 ? 2 : std::hash<double>()(number);
  }
  if (value.is_bool()) return value.boolean() ? 5 : 7;
  std::size_t hash = value.is_null() ? 11 : 13;
  if (value.is_array()) {
    for (const auto& item : value.array()) hash = hash * 1'000'003 + HashOf(item);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.object()) hash += (text(key) ^ HashOf(member) * 31) * 17;
  }
  return hash;
}

}  // namespace

Json::Array UniqueItems(const Json::Array& items) {
  Json::Array unique;
  std::unordered_multimap<std::size_t, std::size_t> seen;
  for (const auto& item : items) {
    const auto hash = HashOf(item);
    const auto [from, to] = seen.equal_range(hash);
    bool known = false;
    for (auto same = from; same != to && !known; ++same) known = unique[same->second] == item;
    if (known) continue;
    seen.emplace(hash, unique.size());
    unique.push_back(item);
  }
  return unique;
}

}  // namespace fxlake::asl
