// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <algorithm>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/json.h"
#include "fxlake/base/text.h"

namespace fxlake {
namespace {

namespace sj = simdjson;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // in UTF-8

// Walks a document once. simdjson checks UTF-8, structure and strings; this class checks the rest: the
// grammar of numbers, depth, duplicate keys, and that nothing follows.
class Reader {
 public:
  Reader(std::string_view text, const Json::ParseOptions& options)
      : text_(text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text),
        options_(options),
        padded_(text_) {}

  Result<Json> Read() {
    // A single literal is parsed here: simdjson rejects a lone null followed by a space, and 1e400.
    auto literal = Literal(text_);
    if (literal) return *std::move(literal);
    sj::ondemand::document document;
    if (const auto error = parser_.iterate(padded_).get(document))
      return Fail(sj::error_message(error), nullptr);
    Json value;
    sj::ondemand::json_type type;
    if (const auto error = document.type().get(type)) return Fail(sj::error_message(error), &document);
    if (type == sj::ondemand::json_type::array || type == sj::ondemand::json_type::object) {
      sj::ondemand::value root;
      if (const auto error = document.get_value().get(root)) return Fail(sj::error_message(error), &document);
      ASSIGN_OR_RETURN(value, Value(root, 1, document));
    } else {
      ASSIGN_OR_RETURN(value, Scalar(document, type, document));
    }
    const char* rest = nullptr;
    if (!document.current_location().get(rest)) return Fail("more text after the value", &document);
    return value;
  }

 private:
  Error Fail(std::string_view what, sj::ondemand::document* document) const {
    std::size_t offset = 0;
    const char* location = nullptr;
    if (document != nullptr && !document->current_location().get(location) && location != nullptr) {
      offset = std::min<std::size_t>(static_cast<std::size_t>(location - padded_.data()), text_.size());
    }
    const auto before = text_.substr(0, offset);
    const auto line = 1 + std::ranges::count(before, '\n');
    const auto column =
        before.size() - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1) + 1;
    return InvalidInput("reading JSON: line " + std::to_string(line) + ", column " + std::to_string(column) +
                        ": " + std::string(what));
  }

  static bool IsNumber(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
      const auto start = at;
      while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
      return at - start;
    };
    if (at < text.size() && text[at] == '-') ++at;
    const auto first = at;
    const auto whole = digits();
    if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
    if (at < text.size() && text[at] == '.') {
      ++at;
      if (digits() == 0) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
      ++at;
      if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
      if (digits() == 0) return false;
    }
    return at == text.size() && !HasLongExponent(text);
  }

  // Such a value would overflow the integer used to compare numbers.
  static bool HasLongExponent(std::string_view number) {
    constexpr std::size_t kMostDigits = 18;
    const auto mark = number.find_first_of("eE");
    if (mark == std::string_view::npos) return false;
    const auto first = std::min(number.find_first_of("123456789", mark), number.size());
    const auto last = std::min(number.find_first_not_of("0123456789", first), number.size());
    return last - first > kMostDigits;
  }

  // A scalar other than a string, with surrounding whitespace.
  static std::optional<Json> Literal(std::string_view text) {
    text = Trim(text);
    if (text == "null") return Json();
    if (text == "true" || text == "false") return Json(text == "true");
    if (IsNumber(text)) return Json(Json::Number{std::string(text)});
    return std::nullopt;
  }

  template <typename Value>
  Result<Json> Scalar(Value& value, sj::ondemand::json_type type, sj::ondemand::document& document) {
    if (type == sj::ondemand::json_type::string) {
      std::string_view text;
      if (const auto error = value.get_string().get(text)) return Fail(sj::error_message(error), &document);
      return Json(text);
    }
    std::string_view token;
    if constexpr (std::is_same_v<Value, sj::ondemand::document>) {
      if (const auto error = value.raw_json_token().get(token))
        return Fail(sj::error_message(error), &document);
    } else {
      token = value.raw_json_token();
    }
    auto literal = Literal(token);
    if (!literal) {
      const char* problem =
          HasLongExponent(token) ? "the exponent of this number has too many digits: " : "not a JSON value: ";
      return Fail(problem + std::string(Excerpt(token, 40)), &document);
    }
    if constexpr (std::is_same_v<Value, sj::ondemand::document>)
      return Fail("more text after the value", &document);
    return *std::move(literal);
  }

  Result<Json> Value(sj::ondemand::value value, int depth, sj::ondemand::document& document) {
    if (depth > options_.max_depth)
      return Fail("nested deeper than " + std::to_string(options_.max_depth) + " levels", &document);
    sj::ondemand::json_type type;
    if (const auto error = value.type().get(type)) return Fail(sj::error_message(error), &document);
    if (type == sj::ondemand::json_type::array) {
      Json::Array items;
      sj::ondemand::array array;
      if (const auto error = value.get_array().get(array)) return Fail(sj::error_message(error), &document);
      for (auto item : array) {
        sj::ondemand::value element;
        if (const auto error = item.get(element)) return Fail(sj::error_message(error), &document);
        ASSIGN_OR_RETURN(auto read, Value(element, depth + 1, document));
        items.push_back(std::move(read));
      }
      return Json(std::move(items));
    }
    if (type == sj::ondemand::json_type::object) return Members(value, depth, document);
    return Scalar(value, type, document);
  }

  Result<Json> Members(sj::ondemand::value value, int depth, sj::ondemand::document& document) {
    Json::Object members;
    sj::ondemand::object object;
    if (const auto error = value.get_object().get(object)) return Fail(sj::error_message(error), &document);
    for (auto field : object) {
      std::string_view key;
      if (const auto error = field.unescaped_key().get(key)) return Fail(sj::error_message(error), &document);
      std::string name(key);
      sj::ondemand::value element;
      if (const auto error = field.value().get(element)) return Fail(sj::error_message(error), &document);
      ASSIGN_OR_RETURN(auto read, Value(element, depth + 1, document));
      members.emplace_back(std::move(name), std::move(read));
    }
    if (const auto twice = Settle(members))
      return Fail("an object has the key " + JsonQuote(*twice) + " twice", &document);
    return Json(std::move(members));
  }

  // Handles duplicate keys: returns the first one when they are rejected, otherwise keeps the last of each.
  std::optional<std::string> Settle(Json::Object& members) const {
    std::vector<std::pair<std::string_view, std::size_t>> keys;
    keys.reserve(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) keys.emplace_back(members[i].first, i);
    std::ranges::sort(keys);
    std::vector<bool> is_replaced;
    for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
      if (keys[i].first != keys[i + 1].first) continue;
      if (options_.reject_duplicate_keys) return std::string(keys[i].first);
      is_replaced.resize(members.size());
      is_replaced[keys[i].second] = true;
    }
    if (is_replaced.empty()) return std::nullopt;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (is_replaced[i]) continue;
      if (kept != i) members[kept] = std::move(members[i]);
      ++kept;
    }
    members.resize(kept);
    return std::nullopt;
  }

  std::string_view text_;
  const Json::ParseOptions& options_;
  sj::padded_string padded_;
  sj::ondemand::parser parser_;
};

}  // namespace

Result<Json> Json::Parse(std::string_view text, const ParseOptions& options) {
  return Reader(text, options).Read();
}

}  // namespace fxlake
