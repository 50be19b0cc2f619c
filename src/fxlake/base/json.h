// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake {

// A JSON value (RFC 8259). Numbers keep their text, so 1.10 stays 1.10 and no rate passes through a double.
// Objects keep the order of their keys. Copying is cheap: arrays and objects are copy-on-write.
class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;
  struct Number {
    std::string text;  // valid by the JSON grammar
    friend bool operator==(const Number&, const Number&) = default;
  };

  Json() = default;
  // NOLINTBEGIN(google-explicit-constructor): what JSON can say is a Json
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Json(T value) : value_(Number{std::to_string(value)}) {}
  Json(double value);  // shortest text that reads back equal; null when not finite
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(Number value) : value_(std::move(value)) {}
  Json(Array value) : value_(std::make_shared<Array>(std::move(value))) {}
  Json(Object value) : value_(std::make_shared<Members>(std::move(value))) {}
  // NOLINTEND(google-explicit-constructor)
  static Json EmptyObject() { return Json(Object{}); }
  static Json EmptyArray() { return Json(Array{}); }

  struct ParseOptions {
    int max_depth = 512;
    bool reject_duplicate_keys = false;  // otherwise the last of equal keys wins
  };
  // invalid_input with line and column unless `text` is exactly one JSON value in UTF-8. A leading byte order
  // mark is skipped.
  static Result<Json> Parse(std::string_view text, const ParseOptions& options);
  static Result<Json> Parse(std::string_view text) { return Parse(text, ParseOptions()); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_number() const { return std::holds_alternative<Number>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<std::shared_ptr<Array>>(value_); }
  bool is_object() const { return std::holds_alternative<std::shared_ptr<Members>>(value_); }

  // The type must match; check it first.
  bool boolean() const { return std::get<bool>(value_); }
  const std::string& number_text() const { return std::get<Number>(value_).text; }
  const std::string& string() const { return std::get<std::string>(value_); }
  const Array& array() const { return *std::get<std::shared_ptr<Array>>(value_); }
  const Object& object() const { return std::get<std::shared_ptr<Members>>(value_)->list; }
  Array& mutable_array();
  Object& mutable_object();

  std::optional<std::int64_t> AsInt64() const;  // an integral number that fits ("2e3" and "5.0" too)
  double AsDouble() const;                      // for measurements, never for rates
  // Compares two numbers by exact value.
  static std::weak_ordering CompareNumbers(const Json& a, const Json& b);

  // The member with that key; nullptr when absent or when this is not an object.
  const Json* Find(std::string_view key) const;
  // Sets or replaces a member; null becomes an object first. n calls cost O(n log n).
  void Set(std::string_view key, Json value);
  // Appends to an array; null becomes an array first.
  void Append(Json value);

  // Required members: invalid_input that names the key when it is absent or has another type.
  Result<std::string> StringAt(std::string_view key) const;
  Result<std::int64_t> Int64At(std::string_view key) const;

  std::string Dump() const;        // compact
  std::string DumpPretty() const;  // indented by two spaces, with a final line break

  // Equality by value: objects regardless of order, numbers numerically (1 = 1.0 = 10e-1).
  friend bool operator==(const Json& a, const Json& b);

 private:
  // The members of an object, with an index of keys once an object built key by key is large.
  struct Members {
    explicit Members(Object members) : list(std::move(members)) {}
    Object list;
    std::map<std::string, std::size_t, std::less<>> places;  // empty, or contains every member
  };
  Members& mutable_members();

  std::variant<std::monostate, bool, Number, std::string, std::shared_ptr<Array>, std::shared_ptr<Members>>
      value_;
};

// {{"key", value}, ...} in the given order.
inline Json JsonObject(std::initializer_list<Json::Member> members) { return Json(Json::Object(members)); }

// `text` as a quoted JSON string.
std::string JsonQuote(std::string_view text);

}  // namespace fxlake
