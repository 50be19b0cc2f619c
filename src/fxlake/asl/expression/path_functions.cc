// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/path_functions.h"

#include <algorithm>
#include <cmath>

namespace fxlake::asl {
namespace {

std::optional<Json> Statistic(PathFunction function, const Json& value) {
  if (!value.is_array()) return std::nullopt;
  std::vector<double> numbers;
  for (const auto& item : value.array()) {
    if (item.is_number()) numbers.push_back(item.AsDouble());
  }
  if (numbers.empty()) return std::nullopt;
  double sum = 0;
  for (const double number : numbers) sum += number;
  const double mean = sum / static_cast<double>(numbers.size());
  switch (function) {
    case PathFunction::min: return Json(std::ranges::min(numbers));
    case PathFunction::max: return Json(std::ranges::max(numbers));
    case PathFunction::avg: return Json(mean);
    case PathFunction::sum: return Json(sum);
    default: break;
  }
  double squares = 0;
  for (const double number : numbers) squares += (number - mean) * (number - mean);
  return Json(std::sqrt(squares / static_cast<double>(numbers.size())));
}

std::optional<Json> Element(const Json& value, std::int64_t index) {
  if (!value.is_array()) return std::nullopt;
  const auto size = std::ssize(value.array());
  if (index < 0) index += size;
  if (index < 0 || index >= size) return std::nullopt;
  return value.array()[static_cast<std::size_t>(index)];
}

}  // namespace

std::optional<Json> ApplyPathFunction(PathFunction function, std::int64_t argument, const Json& value) {
  switch (function) {
    case PathFunction::length:
      if (value.is_string()) return Json(value.string().size());
      [[fallthrough]];
    case PathFunction::size:
      if (value.is_array()) return Json(value.array().size());
      if (value.is_object()) return Json(value.object().size());
      return std::nullopt;
    case PathFunction::keys: {
      if (!value.is_object()) return std::nullopt;
      Json::Array keys;
      for (const auto& [name, member] : value.object()) keys.emplace_back(name);
      return Json(std::move(keys));
    }
    case PathFunction::first: return Element(value, 0);
    case PathFunction::last: return Element(value, -1);
    case PathFunction::index: return Element(value, argument);
    default: return Statistic(function, value);
  }
}

Json PickMembers(const Json& object, const std::vector<std::string>& names) {
  auto picked = Json::EmptyObject();
  for (const auto& name : names) {
    if (const auto* member = object.Find(name)) picked.Set(name, *member);
  }
  return picked;
}

}  // namespace fxlake::asl
