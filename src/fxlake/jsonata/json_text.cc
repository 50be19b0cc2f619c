// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/json_text.h"

#include <cmath>

#include "fxlake/base/excerpt.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/number_text.h"

namespace fxlake::jsonata {
namespace {

constexpr int kMostDepth = 500;  // of JSON that leaves the evaluator
constexpr int kDigits = 15;

// Writes what JSON.stringify does.
class Writer {
 public:
  Writer(bool pretty, Evaluator& evaluator) : pretty_(pretty), evaluator_(evaluator) {}

  std::string Write(const Value& value) {
    Append(value, 0);
    return std::move(out_);
  }

 private:
  void Line(int level) {
    if (!pretty_) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(level) * 2, ' ');
  }

  void Number(double number) {
    if (!std::isfinite(number)) {
      evaluator_.Fail("D1001", {.value = number > 0 ? "Infinity" : number < 0 ? "-Infinity" : "NaN"});
      return;
    }
    out_ += NumberText(number == std::floor(number) ? number : RoundSignificant(number, kDigits));
  }

  void Append(const Value& value, int level) {
    if (!evaluator_.StackHolds() || !evaluator_.Spend()) return;
    if (evaluator_.heap().WouldExhaust(out_.size())) {
      evaluator_.Fail("U1001", {.value = "a text is too long"});
      return;
    }
    switch (value.type()) {
      case Type::undefined:
      case Type::null: out_ += "null"; break;
      case Type::boolean: out_ += value.boolean() ? "true" : "false"; break;
      case Type::number: Number(value.number()); break;
      case Type::string: out_ += JsonQuote(value.string()); break;
      case Type::function: out_ += "\"\""; break;
      case Type::array: {
        out_ += '[';
        bool first = true;
        for (const auto& item : value.items()) {
          if (!first) out_ += ',';
          first = false;
          Line(level + 1);
          Append(item, level + 1);
        }
        if (!first) Line(level);
        out_ += ']';
        break;
      }
      case Type::object: {
        out_ += '{';
        bool first = true;
        for (const auto& [key, member] : value.object().Members()) {
          if (!first) out_ += ',';
          first = false;
          Line(level + 1);
          out_ += JsonQuote(key) + (pretty_ ? ": " : ":");
          Append(member, level + 1);
        }
        if (!first) Line(level);
        out_ += '}';
        break;
      }
    }
  }

  bool pretty_;
  Evaluator& evaluator_;
  std::string out_;
};

Json Convert(const Value& value, int depth, Evaluator& evaluator) {
  if (evaluator.failed() || !evaluator.Spend()) return {};
  if (depth > kMostDepth) {
    evaluator.Fail("U1001", {.value = "the result is nested too deeply"});
    return {};
  }
  switch (value.type()) {
    case Type::undefined:
    case Type::function:
    case Type::null: return {};
    case Type::boolean: return value.boolean();
    case Type::string: return value.string();
    case Type::number: {
      if (const auto* text = value.number_text()) return Json::Number{*text};
      const auto number = value.number();
      if (std::isfinite(number)) return Json::Number{NumberText(number)};
      return number > 0 ? "Infinity" : number < 0 ? "-Infinity" : "NaN";
    }
    case Type::array: {
      if (!value.array().loaded) return value.array().source;
      Json::Array items;
      items.reserve(value.items().size());
      for (const auto& item : value.items()) items.push_back(Convert(item, depth + 1, evaluator));
      return items;
    }
    case Type::object: {
      if (!value.object().loaded) return value.object().source;
      Json::Object members;
      members.reserve(value.object().list.size());
      for (const auto& [key, member] : value.object().list) {
        if (!member.is_function()) members.emplace_back(key, Convert(member, depth + 1, evaluator));
      }
      return members;
    }
  }
  return {};
}

}  // namespace

std::optional<Json> ToJson(const Value& value, Evaluator& evaluator) {
  if (value.is_undefined() || value.is_function()) return std::nullopt;
  return Convert(value, 0, evaluator);
}

std::string ToText(const Value& value, bool pretty, Evaluator& evaluator) {
  if (value.is_string()) return value.string();
  if (value.is_function()) return "";
  return Writer(pretty, evaluator).Write(value);
}

std::string Shown(const Value& value, Evaluator& evaluator) {
  if (value.is_string()) return JsonQuote(Excerpt(value.string(), 100));
  if (value.is_function()) return "a function";
  if (value.is_array() && value.items().size() > 20)
    return "an array of " + std::to_string(value.items().size());
  if (value.is_number()) return std::isfinite(value.number()) ? NumberText(value.number()) : "Infinity";
  return std::string(Excerpt(Writer(false, evaluator).Write(value), 100));
}

}  // namespace fxlake::jsonata
