// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/object_reader.h"

#include <algorithm>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/text.h"

namespace fxlake::asl {
namespace {

std::string Formatted(const Json& value) {
  auto text = value.Dump();
  return text.size() > 100 ? std::string(Excerpt(text, 97)) + "..." : text;
}

std::string Listed(std::initializer_list<std::string_view> keys, std::string_view last) {
  std::string text;
  for (const auto* key = keys.begin(); key != keys.end(); ++key) {
    if (key != keys.begin()) text += key + 1 == keys.end() ? std::string(last) : ", ";
    text += *key;
  }
  return text;
}

}  // namespace

void ObjectReader::Wrong(std::string_view key, std::string message, std::string expected) const {
  diagnostics_.Add(At(key), std::move(message), std::move(expected));
}

bool ObjectReader::IsObject(std::string_view what) const {
  if (object_.is_object()) return true;
  diagnostics_.Add(pointer_, std::string(what) + " is " + Formatted(object_), "an object");
  return false;
}

void ObjectReader::RejectUnknown(std::span<const std::string_view> known, std::string_view where) const {
  if (const auto* comment = Find("Comment"); comment != nullptr && !comment->is_string())
    Wrong("Comment", "Comment is " + Formatted(*comment), "a string");
  for (const auto& [key, value] : object_.object()) {
    if (key == "Comment" || std::ranges::find(known, key) != known.end()) continue;
    diagnostics_.Add(At(key), "the field " + JsonQuote(key) + " is unknown in " + std::string(where), "",
                     diagnostics_.Suggest(key, known));
  }
}

void ObjectReader::AtMostOne(std::initializer_list<std::string_view> keys) const {
  const auto given = std::ranges::count_if(keys, [&](std::string_view key) { return Has(key); });
  if (given > 1)
    diagnostics_.Add(pointer_, "more than one of " + Listed(keys, " and ") + " is given",
                     "at most one of them");
}

void ObjectReader::ExactlyOne(std::initializer_list<std::string_view> keys) const {
  const auto given = std::ranges::count_if(keys, [&](std::string_view key) { return Has(key); });
  if (given == 0) diagnostics_.Add(pointer_, "none of " + Listed(keys, " and ") + " is given", "one of them");
  if (given > 1)
    diagnostics_.Add(pointer_, "more than one of " + Listed(keys, " and ") + " is given", "one of them");
}

bool ObjectReader::IsExpression(const Json& value) const {
  return jsonata_ && value.is_string() && JsonataExpression::Is(value.string());
}

std::optional<JsonataExpression> ObjectReader::ExpressionAt(std::string_view key) const {
  const auto* value = Find(key);
  if (value == nullptr || !IsExpression(*value)) return std::nullopt;
  auto expression = JsonataExpression::Parse(value->string(), FieldOf(key));
  if (expression) return *std::move(expression);
  Wrong(key, expression.error().message(), "\"{% ... %}\"");
  return std::nullopt;
}

std::string ObjectReader::FieldOf(std::string_view key) const {
  return field_.empty() ? std::string(key) : field_ + "/" + std::string(key);
}

std::optional<std::string> ObjectReader::Text(std::string_view key) const {
  const auto* value = Find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) return value->string();
  Wrong(key, std::string(key) + " is " + Formatted(*value), "a string");
  return std::nullopt;
}

std::optional<std::string> ObjectReader::RequiredText(std::string_view key) const {
  if (!Has(key)) diagnostics_.Add(pointer_, "the field " + std::string(key) + " is missing", "a string");
  return Text(key);
}

std::optional<bool> ObjectReader::Boolean(std::string_view key) const {
  const auto* value = Find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->boolean();
  Wrong(key, std::string(key) + " is " + Formatted(*value), "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> ObjectReader::Whole(std::string_view key, std::int64_t least,
                                                std::int64_t most) const {
  const auto* value = Find(key);
  if (value == nullptr || IsExpression(*value)) return std::nullopt;
  if (value->is_number()) {
    const auto number = value->AsInt64();
    if (number && *number >= least && *number <= most) return number;
  }
  Wrong(key, std::string(key) + " is " + Formatted(*value),
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::optional<double> ObjectReader::Number(std::string_view key, double least, double most) const {
  const auto* value = Find(key);
  if (value == nullptr || IsExpression(*value)) return std::nullopt;
  if (value->is_number()) {
    const double number = value->AsDouble();
    if (number >= least && number <= most) return number;
  }
  Wrong(key, std::string(key) + " is " + Formatted(*value),
        "a number from " + Json(least).Dump() + " to " + Json(most).Dump());
  return std::nullopt;
}

std::optional<JsonPath> ObjectReader::Path(std::string_view key) const {
  const auto* value = Find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    Wrong(key, std::string(key) + " is " + Formatted(*value), "a path");
    return std::nullopt;
  }
  auto path = JsonPath::Parse(value->string());
  if (path) return *std::move(path);
  Wrong(key, path.error().message(), "a path");
  return std::nullopt;
}

std::optional<std::string> ObjectReader::OneOf(std::string_view key,
                                               std::initializer_list<std::string_view> values) const {
  auto text = Text(key);
  if (!text || std::ranges::find(values, *text) != values.end() || IsExpression(Json(*text))) return text;
  diagnostics_.Add(At(key), std::string(key) + " is " + JsonQuote(*text), Listed(values, " or "),
                   diagnostics_.Suggest(*text, std::span(values.begin(), values.end())));
  return std::nullopt;
}

NumberOrPath ObjectReader::PathInstead(std::string_view key) const {
  const auto path_key = std::string(key) + "Path";
  AtMostOne({key, path_key});
  if (auto path = Path(path_key)) return *std::move(path);
  return {};
}

NumberOrPath ObjectReader::WholeOrPath(std::string_view key, std::int64_t least, std::int64_t most) const {
  if (auto expression = ExpressionAt(key)) return *std::move(expression);
  auto path = PathInstead(key);
  if (const auto number = Whole(key, least, most)) return static_cast<double>(*number);
  return path;
}

NumberOrPath ObjectReader::NumberOrPathAt(std::string_view key, double least, double most) const {
  if (auto expression = ExpressionAt(key)) return *std::move(expression);
  auto path = PathInstead(key);
  if (const auto number = Number(key, least, most)) return *number;
  return path;
}

TextOrExpression ObjectReader::TextOrPath(std::string_view key) const {
  const auto path_key = std::string(key) + "Path";
  AtMostOne({key, path_key});
  if (const auto path = Text(path_key)) {
    auto expression = Expression::Parse(*path);
    if (expression) return *std::move(expression);
    Wrong(path_key, expression.error().message(), "a path or an intrinsic function call");
  }
  if (auto jsonata = ExpressionAt(key)) return *std::move(jsonata);
  if (auto text = Text(key)) return *std::move(text);
  return {};
}

std::optional<PayloadTemplate> ObjectReader::Template(std::string_view key) const {
  const auto* value = Find(key);
  if (value == nullptr) return std::nullopt;
  if (jsonata_) {
    CheckJsonataTexts(*value, At(key), diagnostics_);
    return PayloadTemplate::CompileJsonata(*value, At(key), FieldOf(key), diagnostics_);
  }
  return PayloadTemplate::Compile(*value, At(key), diagnostics_);
}

DataPath ObjectReader::NullablePath(std::string_view key) const {
  const auto* value = Find(key);
  if (value != nullptr && value->is_null()) return {.nothing = true};
  DataPath data;
  if (auto path = Path(key)) data.path = *std::move(path);
  return data;
}

ResultPlace ObjectReader::ResultPath() const {
  const auto* value = Find("ResultPath");
  if (value != nullptr && value->is_null()) return {.discard = true, .path = {}};
  ResultPlace place;
  if (const auto text = Text("ResultPath")) {
    auto path = ReferencePath::Parse(*text);
    if (path) {
      place.path = *std::move(path);
    } else {
      Wrong("ResultPath", path.error().message(), "a reference path or null");
    }
  }
  return place;
}

void CheckJsonataTexts(const Json& value, const std::string& pointer, Diagnostics& diagnostics) {
  if (value.is_string()) {
    if (value.string().starts_with("{%") != value.string().ends_with("%}")) {
      diagnostics.Add(
          pointer,
          "the expression " + JsonQuote(Excerpt(value.string(), 100)) + " has only one of its delimiters",
          "\"{% ... %}\"");
    } else if (value.string() == "{%}") {
      diagnostics.Add(pointer, "the expression " + JsonQuote(value.string()) + " is empty", "\"{% ... %}\"");
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.array().size(); ++i)
      CheckJsonataTexts(value.array()[i], Below(pointer, i), diagnostics);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.object())
      CheckJsonataTexts(member, Below(pointer, key), diagnostics);
  }
}

}  // namespace fxlake::asl
