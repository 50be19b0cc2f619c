// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace fxlake {
namespace {

constexpr std::size_t kSearched = 16;  // up to this many members a linear search is faster than an index

// A number normalized to digits and an exponent without leading or trailing zeros, so that equal values have
// equal texts.
struct CanonicalNumber {
  bool negative = false;
  std::string digits;  // empty is zero
  std::int64_t exponent = 0;
  friend bool operator==(const CanonicalNumber&, const CanonicalNumber&) = default;
};

CanonicalNumber Canonical(std::string_view text) {
  CanonicalNumber number;
  std::int64_t exponent = 0;
  const auto mark = text.find_first_of("eE");
  if (mark != std::string_view::npos) {
    auto digits = text.substr(mark + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    // The parser rejects longer exponents; one constructed here stays far from the integer's limit.
    constexpr std::int64_t kMost = 1'000'000'000'000'000'000;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (read.ec == std::errc::result_out_of_range) exponent = digits.starts_with('-') ? -kMost : kMost;
    text = text.substr(0, mark);
  }
  bool fraction = false;
  for (const char c : text) {
    if (c == '-') {
      number.negative = true;
    } else if (c == '.') {
      fraction = true;
    } else {
      if (c != '0' || !number.digits.empty()) number.digits += c;
      if (fraction) --exponent;
    }
  }
  while (number.digits.ends_with('0')) {
    number.digits.pop_back();
    ++exponent;
  }
  if (number.digits.empty()) return {};
  number.exponent = exponent;
  return number;
}

bool SameMembers(const Json::Object& a, const Json::Object& b) {
  if (a.size() != b.size()) return false;
  const bool same_order = std::equal(a.begin(), a.end(), b.begin(),
                                     [](const auto& x, const auto& y) { return x.first == y.first; });
  if (same_order)
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](const auto& x, const auto& y) { return x.second == y.second; });
  std::vector<const Json::Member*> left, right;
  for (const auto& member : a) left.push_back(&member);
  for (const auto& member : b) right.push_back(&member);
  const auto by_key = [](const auto* x, const auto* y) { return x->first < y->first; };
  std::ranges::sort(left, by_key);
  std::ranges::sort(right, by_key);
  return std::equal(left.begin(), left.end(), right.begin(),
                    [](const auto* x, const auto* y) { return *x == *y; });
}

}  // namespace

Json::Json(double value) {
  if (!std::isfinite(value)) return;
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  value_ = Number{std::string(text, end)};
}

Json::Array& Json::mutable_array() {
  auto& shared = std::get<std::shared_ptr<Array>>(value_);
  if (shared.use_count() > 1) shared = std::make_shared<Array>(*shared);
  return *shared;
}

Json::Members& Json::mutable_members() {
  auto& shared = std::get<std::shared_ptr<Members>>(value_);
  if (shared.use_count() > 1) shared = std::make_shared<Members>(*shared);
  return *shared;
}

// Callers may change keys, so the index is discarded.
Json::Object& Json::mutable_object() {
  auto& members = mutable_members();
  members.places.clear();
  return members.list;
}

std::optional<std::int64_t> Json::AsInt64() const {
  const auto& text = number_text();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value;
  auto number = Canonical(text);
  if (number.exponent < 0 || number.exponent > 18) return std::nullopt;
  const auto digits = (number.negative ? "-" : "") + (number.digits.empty() ? "0" : number.digits) +
                      std::string(static_cast<std::size_t>(number.exponent), '0');
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

double Json::AsDouble() const {
  const auto& text = number_text();
  double value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc::result_out_of_range)
    return value;
  // Underflow yields zero, overflow infinity.
  const auto number = Canonical(text);
  if (number.exponent + static_cast<std::int64_t>(number.digits.size()) <= 0)
    return number.negative ? -0.0 : 0.0;
  return number.negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
}

std::weak_ordering Json::CompareNumbers(const Json& a, const Json& b) {
  const auto x = Canonical(a.number_text());
  const auto y = Canonical(b.number_text());
  const auto sign = [](const CanonicalNumber& number) {
    return number.digits.empty() ? 0 : number.negative ? -1 : 1;
  };
  if (sign(x) != sign(y)) return sign(x) <=> sign(y);
  const auto magnitude = [](const CanonicalNumber& number) {
    return number.exponent + static_cast<std::int64_t>(number.digits.size());
  };
  auto order = magnitude(x) <=> magnitude(y);
  if (order == 0) order = x.digits <=> y.digits;
  return sign(x) < 0 ? 0 <=> order : order;
}

const Json* Json::Find(std::string_view key) const {
  if (!is_object()) return nullptr;
  for (const auto& [name, value] : object()) {
    if (name == key) return &value;
  }
  return nullptr;
}

void Json::Set(std::string_view key, Json value) {
  if (is_null()) *this = EmptyObject();
  auto& [list, places] = mutable_members();
  if (list.size() < kSearched) {
    const auto found = std::ranges::find(list, key, &Member::first);
    if (found == list.end()) {
      list.emplace_back(std::string(key), std::move(value));
    } else {
      found->second = std::move(value);
    }
    return;
  }
  if (places.empty()) {
    for (std::size_t i = 0; i < list.size(); ++i) places.emplace(list[i].first, i);
  }
  const auto place = places.find(key);
  if (place != places.end()) {
    list[place->second].second = std::move(value);
  } else {
    places.emplace(std::string(key), list.size());
    list.emplace_back(std::string(key), std::move(value));
  }
}

void Json::Append(Json value) {
  if (is_null()) *this = EmptyArray();
  mutable_array().push_back(std::move(value));
}

Result<std::string> Json::StringAt(std::string_view key) const {
  const auto* value = Find(key);
  if (value == nullptr || !value->is_string()) return InvalidInput("no text at key " + JsonQuote(key));
  return value->string();
}

Result<std::int64_t> Json::Int64At(std::string_view key) const {
  const auto* value = Find(key);
  const auto number = value != nullptr && value->is_number() ? value->AsInt64() : std::nullopt;
  if (!number) return InvalidInput("no integer at key " + JsonQuote(key));
  return *number;
}

bool operator==(const Json& a, const Json& b) {
  if (a.value_.index() != b.value_.index()) return false;
  if (a.is_number())
    return a.number_text() == b.number_text() || Canonical(a.number_text()) == Canonical(b.number_text());
  if (a.is_array()) return &a.array() == &b.array() || a.array() == b.array();
  if (a.is_object()) return &a.object() == &b.object() || SameMembers(a.object(), b.object());
  return a.value_ == b.value_;
}

}  // namespace fxlake
