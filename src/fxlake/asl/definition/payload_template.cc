// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/payload_template.h"

#include <algorithm>
#include <unordered_set>

namespace fxlake::asl {

PayloadTemplate PayloadTemplate::Compile(const Json& source, const std::string& pointer,
                                         Diagnostics& diagnostics) {
  PayloadTemplate compiled;
  compiled.node_ = source;
  if (source.is_array()) {
    Items items;
    for (std::size_t i = 0; i < source.array().size(); ++i) {
      items.push_back(Compile(source.array()[i], Below(pointer, i), diagnostics));
    }
    if (!std::ranges::all_of(items, &PayloadTemplate::literal)) compiled.node_ = std::move(items);
    return compiled;
  }
  if (!source.is_object()) return compiled;
  Fields fields;
  std::unordered_set<std::string_view> names;
  bool all_literal = true;
  for (const auto& [key, value] : source.object()) {
    const bool dynamic = key.ends_with(".$");
    const auto name = std::string_view(key).substr(0, key.size() - (dynamic ? 2 : 0));
    if (!names.insert(name).second) {
      diagnostics.Add(Below(pointer, key),
                      "the field " + JsonQuote(name) + " is given both with and without \".$\"",
                      "only one of them");
      continue;
    }
    if (!dynamic) {
      auto inner = Compile(value, Below(pointer, key), diagnostics);
      all_literal = all_literal && inner.literal();
      std::vector<PayloadTemplate> one;
      one.push_back(std::move(inner));
      fields.push_back({std::string(name), key, std::move(one)});
      continue;
    }
    all_literal = false;
    if (!value.is_string()) {
      diagnostics.Add(Below(pointer, key), "the value of a field whose name ends in \".$\" is not a string",
                      "a JSONPath or an intrinsic function call");
      continue;
    }
    auto expression = Expression::Parse(value.string());
    if (!expression) {
      diagnostics.Add(Below(pointer, key), expression.error().message(),
                      "a JSONPath or an intrinsic function call");
      continue;
    }
    fields.push_back({std::string(name), key, *std::move(expression)});
  }
  if (!all_literal) compiled.node_ = std::move(fields);
  return compiled;
}

PayloadTemplate PayloadTemplate::CompileJsonata(const Json& source, const std::string& pointer,
                                                const std::string& field, Diagnostics& diagnostics) {
  PayloadTemplate compiled;
  compiled.node_ = source;
  if (source.is_string() && JsonataExpression::Is(source.string())) {
    auto expression = JsonataExpression::Parse(source.string(), field);
    if (expression) {
      compiled.node_ = *std::move(expression);
    } else {
      diagnostics.Add(pointer, expression.error().message(), "\"{% ... %}\"");
    }
  } else if (source.is_array()) {
    Items items;
    for (std::size_t i = 0; i < source.array().size(); ++i) {
      items.push_back(CompileJsonata(source.array()[i], Below(pointer, i),
                                     field + "[" + std::to_string(i) + "]", diagnostics));
    }
    if (!std::ranges::all_of(items, &PayloadTemplate::literal)) compiled.node_ = std::move(items);
  } else if (source.is_object()) {
    Fields fields;
    bool all_literal = true;
    for (const auto& [key, value] : source.object()) {
      std::vector<PayloadTemplate> one;
      one.push_back(CompileJsonata(value, Below(pointer, key), field + "/" + key, diagnostics));
      all_literal = all_literal && one.front().literal();
      fields.push_back({key, key, std::move(one)});
    }
    if (!all_literal) compiled.node_ = std::move(fields);
  }
  return compiled;
}

Evaluated<Json> PayloadTemplate::Evaluate(Scope& scope) const {
  if (const auto* value = std::get_if<Json>(&node_)) return *value;
  if (const auto* expression = std::get_if<JsonataExpression>(&node_)) return expression->Evaluate(scope);
  if (const auto* items = std::get_if<Items>(&node_)) {
    Json::Array values;
    values.reserve(items->size());
    for (const auto& item : *items) {
      ASSIGN_OR_RETURN(auto value, item.Evaluate(scope));
      values.push_back(std::move(value));
    }
    return Json(std::move(values));
  }
  const auto& fields = std::get<Fields>(node_);
  Json::Object members;
  members.reserve(fields.size());
  for (const auto& field : fields) {
    const auto* expression = std::get_if<Expression>(&field.value);
    ASSIGN_OR_RETURN(auto value,
                     expression != nullptr
                         ? expression->Evaluate(scope, field.label)
                         : std::get<std::vector<PayloadTemplate>>(field.value).front().Evaluate(scope));
    members.emplace_back(field.name, std::move(value));
  }
  return Json(std::move(members));
}

void PayloadTemplate::ForEachPath(const std::function<void(const JsonPath&)>& action) const {
  if (const auto* items = std::get_if<Items>(&node_)) {
    for (const auto& item : *items) item.ForEachPath(action);
  } else if (const auto* fields = std::get_if<Fields>(&node_)) {
    for (const auto& field : *fields) {
      if (const auto* expression = std::get_if<Expression>(&field.value)) {
        expression->ForEachPath(action);
      } else {
        std::get<std::vector<PayloadTemplate>>(field.value).front().ForEachPath(action);
      }
    }
  }
}

}  // namespace fxlake::asl
