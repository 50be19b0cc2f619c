// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/jsonata_conversion.h"

#include <algorithm>
#include <array>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/expression/jsonata_text.h"
#include "fxlake/asl/jsonata_condition.h"

namespace fxlake::asl {
namespace {

constexpr std::string_view kInput = "$states.input";
constexpr std::string_view kResult = "$states.result";
constexpr std::string_view kErrorOutput = "$states.errorOutput";

std::string Braced(const std::string& text) { return "{% " + text + " %}"; }

Result<std::string> FromPath(const Json& path, std::string_view root) {
  ASSIGN_OR_RETURN(const auto parsed, JsonPath::Parse(path.string()));
  return ToJsonata(parsed, root);
}

Result<std::string> FromExpression(const Json& text, std::string_view root) {
  ASSIGN_OR_RETURN(const auto parsed, Expression::Parse(text.string()));
  return ToJsonata(parsed, root);
}

// A payload template as JSON with expressions inside.
Result<Json> Template(const Json& source, std::string_view root) {
  if (source.is_array()) {
    Json::Array items;
    for (const auto& item : source.array()) {
      ASSIGN_OR_RETURN(auto each, Template(item, root));
      items.push_back(std::move(each));
    }
    return Json(std::move(items));
  }
  if (!source.is_object()) {
    if (source.is_string() && (source.string().starts_with("{%") || source.string().ends_with("%}")))
      return InvalidInput("the text " + JsonQuote(source.string()) + " would be an expression");
    return source;
  }
  Json::Object members;
  for (const auto& [key, value] : source.object()) {
    if (key.ends_with(".$")) {
      ASSIGN_OR_RETURN(const auto text, FromExpression(value, root));
      members.emplace_back(key.substr(0, key.size() - 2), Braced(text));
    } else {
      ASSIGN_OR_RETURN(auto inner, Template(value, root));
      members.emplace_back(key, std::move(inner));
    }
  }
  return Json(std::move(members));
}

// The same as one expression.
Result<std::string> TemplateText(const Json& source, std::string_view root) {
  std::string list;
  const auto add = [&](const std::string& text) { list += (list.empty() ? "" : ", ") + text; };
  if (source.is_array()) {
    for (const auto& item : source.array()) {
      ASSIGN_OR_RETURN(const auto each, TemplateText(item, root));
      add(each);
    }
    return "[" + list + "]";
  }
  if (!source.is_object()) return ToJsonata(source);
  for (const auto& [key, value] : source.object()) {
    const bool dynamic = key.ends_with(".$");
    ASSIGN_OR_RETURN(const auto text, dynamic ? FromExpression(value, root) : TemplateText(value, root));
    add(JsonQuote(key.substr(0, key.size() - (dynamic ? 2 : 0))) + ": " + text);
  }
  return "{" + list + "}";
}

// The input with `value` at a ResultPath.
Result<std::string> Placed(const Json* result_path, const std::string& value) {
  if (result_path == nullptr) return value;
  if (result_path->is_null()) return std::string(kInput);
  ASSIGN_OR_RETURN(const auto path, JsonPath::Parse(result_path->string()));
  std::vector<std::string> places = {std::string(kInput)};
  std::vector<std::string> names;
  for (const auto& step : path.body().steps) {
    const auto* name = std::get_if<NameStep>(&step);
    if (name == nullptr) return InvalidInput("a ResultPath into an array has no counterpart in JSONata");
    names.push_back(name->name);
    places.push_back(places.back() + JsonataStep(name->name));
  }
  auto text = value;
  for (auto i = names.size(); i-- > 0;)
    text = "$merge([" + places[i] + ", {" + JsonQuote(names[i]) + ": " + text + "}])";
  return text;
}

class StateConverter {
 public:
  StateConverter(const Json& source, Json converted) : source_(source), state_(std::move(converted)) {}

  Result<Json> Convert() {
    const auto type = source_.StringAt("Type").value_or("");
    ASSIGN_OR_RETURN(selected_, Selected());
    if (const auto* parameters = source_.Find("Parameters");
        parameters != nullptr && type != "Map" && type != "Pass") {
      ASSIGN_OR_RETURN(auto arguments, Template(*parameters, selected_));
      state_.Set("Arguments", std::move(arguments));
    } else if (source_.Find("InputPath") != nullptr && (type == "Task" || type == "Parallel")) {
      state_.Set("Arguments", Braced(selected_));
    }
    RETURN_IF_ERROR(Fields());
    if (type == "Map") RETURN_IF_ERROR(MapFields());
    if (type == "Choice") RETURN_IF_ERROR(Choices());
    if (type != "Fail") RETURN_IF_ERROR(Output(type));
    RETURN_IF_ERROR(Catchers());
    return std::move(state_);
  }

 private:
  Result<std::string> Selected() const {
    const auto* path = source_.Find("InputPath");
    if (path == nullptr) return std::string(kInput);
    return path->is_null() ? Result<std::string>("{}") : FromPath(*path, kInput);
  }

  // "XPath" becomes "X".
  Result<std::monostate> Field(const Json& from, Json& to, std::string_view key,
                               std::string_view root) const {
    const auto* path = from.Find(std::string(key) + "Path");
    if (path == nullptr) return std::monostate();
    ASSIGN_OR_RETURN(const auto text, FromExpression(*path, root));
    to.Set(key, Braced(text));
    return std::monostate();
  }

  Result<std::monostate> TemplateAt(const Json& from, Json& to, std::string_view key,
                                    std::string_view new_key) const {
    const auto* source = from.Find(key);
    if (source == nullptr) return std::monostate();
    ASSIGN_OR_RETURN(auto value, Template(*source, selected_));
    to.Set(new_key, std::move(value));
    return std::monostate();
  }

  Result<std::monostate> Fields() {
    static constexpr std::array<std::string_view, 9> kKeys = {"TimeoutSeconds",
                                                              "HeartbeatSeconds",
                                                              "Seconds",
                                                              "Timestamp",
                                                              "Error",
                                                              "Cause",
                                                              "MaxConcurrency",
                                                              "ToleratedFailureCount",
                                                              "ToleratedFailurePercentage"};
    for (const auto key : kKeys) RETURN_IF_ERROR(Field(source_, state_, key, selected_));
    return TemplateAt(source_, state_, "Credentials", "Credentials");
  }

  Result<std::monostate> MapFields() {
    const auto* items = source_.Find("ItemsPath");
    if (source_.Find("ItemReader") == nullptr) {
      ASSIGN_OR_RETURN(const auto text,
                       items == nullptr ? Result<std::string>(selected_) : FromPath(*items, selected_));
      state_.Set("Items", Braced(text));
    }
    RETURN_IF_ERROR(TemplateAt(source_, state_, "Parameters", "ItemSelector"));
    RETURN_IF_ERROR(TemplateAt(source_, state_, "ItemSelector", "ItemSelector"));
    for (const std::string_view key : {"ItemReader", "ResultWriter"}) {
      const auto* source = source_.Find(key);
      if (source == nullptr) continue;
      auto part = Without(*source, {"Parameters"});
      RETURN_IF_ERROR(TemplateAt(*source, part, "Parameters", "Arguments"));
      if (const auto* config = source->Find("ReaderConfig");
          config != nullptr && config->Find("MaxItemsPath")) {
        auto converted = Without(*config, {"MaxItemsPath"});
        RETURN_IF_ERROR(Field(*config, converted, "MaxItems", selected_));
        part.Set("ReaderConfig", std::move(converted));
      }
      state_.Set(key, std::move(part));
    }
    if (const auto* source = source_.Find("ItemBatcher")) {
      auto part = Without(*source, {"MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath", "BatchInput"});
      RETURN_IF_ERROR(Field(*source, part, "MaxItemsPerBatch", selected_));
      RETURN_IF_ERROR(Field(*source, part, "MaxInputBytesPerBatch", selected_));
      RETURN_IF_ERROR(TemplateAt(*source, part, "BatchInput", "BatchInput"));
      state_.Set("ItemBatcher", std::move(part));
    }
    return std::monostate();
  }

  Result<std::monostate> Choices() {
    auto rules = Json::EmptyArray();
    for (const auto& source : source_.Find("Choices")->array()) {
      ASSIGN_OR_RETURN(const auto condition, JsonataCondition(source, selected_));
      auto rule = JsonObject({{"Condition", Braced(condition)}});
      for (const std::string_view key : {"Next", "Comment"}) {
        if (const auto* value = source.Find(key)) rule.Set(key, *value);
      }
      RETURN_IF_ERROR(TemplateAt(source, rule, "Assign", "Assign"));
      if (source_.Find("InputPath") != nullptr || source_.Find("OutputPath") != nullptr) {
        ASSIGN_OR_RETURN(const auto output, OutputText(selected_));
        rule.Set("Output", Braced(output));
      }
      rules.Append(std::move(rule));
    }
    state_.Set("Choices", std::move(rules));
    return std::monostate();
  }

  // What a state's work gives: the value that ResultPath places.
  Result<std::string> ResultText(const std::string& type) const {
    if (type == "Task" || type == "Parallel" || type == "Map") {
      const auto* selector = source_.Find("ResultSelector");
      return selector == nullptr ? Result<std::string>(std::string(kResult))
                                 : TemplateText(*selector, kResult);
    }
    if (type != "Pass") return selected_;
    if (const auto* result = source_.Find("Result")) return ToJsonata(*result);
    const auto* parameters = source_.Find("Parameters");
    return parameters == nullptr ? Result<std::string>(selected_) : TemplateText(*parameters, selected_);
  }

  Result<std::string> OutputText(const std::string& placed) const {
    const auto* path = source_.Find("OutputPath");
    if (path == nullptr || *path == Json("$")) return placed;
    if (path->is_null()) return std::string("{}");
    return FromPath(*path, placed.starts_with("$states") ? placed : "(" + placed + ")");
  }

  Result<std::monostate> Output(const std::string& type) {
    ASSIGN_OR_RETURN(const auto result, ResultText(type));
    if (const auto* assign = source_.Find("Assign")) {
      ASSIGN_OR_RETURN(auto values,
                       Template(*assign, result.starts_with("$states") ? result : "(" + result + ")"));
      state_.Set("Assign", std::move(values));
    }
    const auto* result_path = source_.Find("ResultPath");
    const bool whole = result_path == nullptr || *result_path == Json("$");
    const bool works = type == "Task" || type == "Parallel" || type == "Map";
    const auto* shape = works ? source_.Find("ResultSelector") : source_.Find("Parameters");
    if (whole && shape != nullptr && source_.Find("OutputPath") == nullptr &&
        source_.Find("Result") == nullptr) {
      ASSIGN_OR_RETURN(auto output, Template(*shape, works ? std::string(kResult) : selected_));
      state_.Set("Output", std::move(output));
      return std::monostate();
    }
    ASSIGN_OR_RETURN(const auto placed, Placed(works || type == "Pass" ? result_path : nullptr, result));
    ASSIGN_OR_RETURN(const auto output, OutputText(placed));
    if (output != (works ? kResult : kInput)) state_.Set("Output", Braced(output));
    return std::monostate();
  }

  Result<std::monostate> Catchers() {
    const auto* catchers = source_.Find("Catch");
    if (catchers == nullptr) return std::monostate();
    auto converted = Json::EmptyArray();
    for (const auto& source : catchers->array()) {
      auto catcher = Without(source, {"ResultPath", "Assign"});
      if (const auto* assign = source.Find("Assign")) {
        ASSIGN_OR_RETURN(auto values, Template(*assign, kErrorOutput));
        catcher.Set("Assign", std::move(values));
      }
      ASSIGN_OR_RETURN(const auto output, Placed(source.Find("ResultPath"), std::string(kErrorOutput)));
      if (output != kErrorOutput) catcher.Set("Output", Braced(output));
      converted.Append(std::move(catcher));
    }
    state_.Set("Catch", std::move(converted));
    return std::monostate();
  }

  static Json Without(const Json& object, std::initializer_list<std::string_view> keys) {
    auto rest = Json::EmptyObject();
    for (const auto& [key, value] : object.object()) {
      if (std::ranges::find(keys, key) == keys.end()) rest.Set(key, value);
    }
    return rest;
  }

  const Json& source_;
  Json state_;
  std::string selected_;
};

class MachineConverter {
 public:
  explicit MachineConverter(std::vector<Conversion::Note>& notes) : notes_(notes) {}

  Json Convert(const Json& machine, const std::string& pointer, bool jsonata) {
    Json converted = machine;
    auto states = Json::EmptyObject();
    for (const auto& [name, state] : machine.Find("States")->object())
      states.Set(name, State(state, Below(Below(pointer, "States"), name), jsonata));
    converted.Set("States", std::move(states));
    return converted;
  }

 private:
  Json State(const Json& state, const std::string& pointer, bool jsonata) {
    auto inner = state;
    for (const std::string_view key : {"ItemProcessor", "Iterator"}) {
      if (const auto* processor = state.Find(key))
        inner.Set(key, Convert(*processor, Below(pointer, key), jsonata));
    }
    if (const auto* branches = state.Find("Branches")) {
      auto converted = Json::EmptyArray();
      for (std::size_t i = 0; i < branches->array().size(); ++i)
        converted.Append(Convert(branches->array()[i], Below(Below(pointer, "Branches"), i), jsonata));
      inner.Set("Branches", std::move(converted));
    }
    const auto* language = state.Find("QueryLanguage");
    if (language == nullptr ? jsonata : *language == Json("JSONata")) return inner;
    static constexpr std::array<std::string_view, 24> kOfJsonPath = {"InputPath",
                                                                     "OutputPath",
                                                                     "Parameters",
                                                                     "ResultSelector",
                                                                     "ResultPath",
                                                                     "Result",
                                                                     "Assign",
                                                                     "QueryLanguage",
                                                                     "TimeoutSecondsPath",
                                                                     "HeartbeatSecondsPath",
                                                                     "SecondsPath",
                                                                     "TimestampPath",
                                                                     "ErrorPath",
                                                                     "CausePath",
                                                                     "ItemsPath",
                                                                     "ItemSelector",
                                                                     "MaxConcurrencyPath",
                                                                     "ToleratedFailureCountPath",
                                                                     "ToleratedFailurePercentagePath",
                                                                     "Credentials",
                                                                     "Choices",
                                                                     "Catch",
                                                                     "ItemReader",
                                                                     "ResultWriter"};
    auto neutral = Json::EmptyObject();
    for (const auto& [key, value] : inner.object()) {
      if (std::ranges::find(kOfJsonPath, key) == kOfJsonPath.end() && key != "ItemBatcher")
        neutral.Set(key, value);
      if (key == "Type") neutral.Set("QueryLanguage", "JSONata");
    }
    auto converted = StateConverter(state, std::move(neutral)).Convert();
    if (converted) return *std::move(converted);
    notes_.push_back({pointer, "stays in JSONPath: " + converted.error().message()});
    return inner;
  }

  std::vector<Conversion::Note>& notes_;
};

Json WithoutLanguage(const Json& value) {
  if (value.is_array()) {
    Json::Array items;
    for (const auto& item : value.array()) items.push_back(WithoutLanguage(item));
    return items;
  }
  if (!value.is_object()) return value;
  auto rest = Json::EmptyObject();
  for (const auto& [key, member] : value.object()) {
    if (key == "States" && member.is_object()) {
      auto states = Json::EmptyObject();
      for (const auto& [name, state] : member.object()) {
        auto bare = Json::EmptyObject();
        for (const auto& [field, content] : state.object()) {
          const bool machines = field == "ItemProcessor" || field == "Iterator" || field == "Branches";
          if (field != "QueryLanguage") bare.Set(field, machines ? WithoutLanguage(content) : content);
        }
        states.Set(name, std::move(bare));
      }
      rest.Set(key, std::move(states));
    } else if (key != "QueryLanguage") {
      rest.Set(key, member);
    }
  }
  return rest;
}

}  // namespace

Conversion ConvertToJsonata(const Json& definition) {
  Conversion conversion;
  const auto* language = definition.Find("QueryLanguage");
  const bool jsonata = language != nullptr && *language == Json("JSONata");
  conversion.definition = MachineConverter(conversion.notes).Convert(definition, "", jsonata);
  if (!conversion.notes.empty()) return conversion;
  const auto bare = WithoutLanguage(conversion.definition);
  auto whole = Json::EmptyObject();
  for (const auto& [key, value] : bare.object()) {
    if (key == "StartAt") whole.Set("QueryLanguage", "JSONata");
    whole.Set(key, value);
  }
  conversion.definition = std::move(whole);
  return conversion;
}

}  // namespace fxlake::asl
