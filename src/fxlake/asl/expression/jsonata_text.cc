// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/jsonata_text.h"

#include <algorithm>
#include <array>

#include "fxlake/asl/expression/intrinsic_text.h"

namespace fxlake::asl {
namespace {

Error NoCounterpart(std::string_view what) {
  return InvalidInput("JSONata has no counterpart for " + std::string(what));
}

bool IsPlainName(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kWords = {"and",   "or",   "in",       "true",
                                                             "false", "null", "function", ""};
  if (std::ranges::find(kWords, name) != kWords.end() || (name[0] >= '0' && name[0] <= '9')) return false;
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// A step; "" for one over the items of an array, which JSONata takes by itself.
Result<std::string> Step(const PathStep& step, const JsonPath& path) {
  if (const auto* name = std::get_if<NameStep>(&step)) {
    if (name->name.contains('`')) return NoCounterpart("a name with a backquote");
    return JsonataStep(name->name);
  }
  if (const auto* index = std::get_if<IndexStep>(&step)) return "[" + std::to_string(index->index) + "]";
  if (const auto* indexes = std::get_if<IndexesStep>(&step)) {
    std::string list;
    for (const auto each : indexes->indexes) list += (list.empty() ? "" : ",") + std::to_string(each);
    return "[[" + list + "]]";
  }
  if (const auto* slice = std::get_if<SliceStep>(&step)) {
    const auto from = slice->from.value_or(0);
    if (from < 0 || !slice->to || *slice->to <= from) return NoCounterpart("a slice from or to the end");
    return "[[" + std::to_string(from) + ".." + std::to_string(*slice->to - 1) + "]]";
  }
  if (std::holds_alternative<WildcardStep>(step)) {
    if (path.text().contains(".*") == path.text().contains("[*]"))
      return NoCounterpart("a path with * of both kinds");
    return path.text().contains(".*") ? std::string(".*") : std::string();
  }
  if (std::holds_alternative<DeepStep>(step)) return std::string(".**");
  return NoCounterpart(std::holds_alternative<FilterStep>(step) ? "a filter" : "a union of names");
}

Result<std::string> Function(PathFunction function, const std::string& text) {
  switch (function) {
    case PathFunction::length:
    case PathFunction::size: return "$count(" + text + ")";
    case PathFunction::min: return "$min(" + text + ")";
    case PathFunction::max: return "$max(" + text + ")";
    case PathFunction::avg: return "$average(" + text + ")";
    case PathFunction::sum: return "$sum(" + text + ")";
    case PathFunction::keys: return "[$keys(" + text + ")]";
    case PathFunction::first: return "(" + text + ")[0]";
    case PathFunction::last: return "(" + text + ")[-1]";
    default: return NoCounterpart("a function at the end of this path");
  }
}

// The text pieces and arguments of States.Format.
Result<std::string> Format(std::string_view format, const std::vector<std::string>& arguments) {
  std::vector<std::string> pieces;
  std::string text;
  std::size_t next = 1;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '\\' && i + 1 < format.size()) {
      text += format[++i];
    } else if (format.substr(i, 2) == "{}" && next < arguments.size()) {
      if (!text.empty()) pieces.push_back(ToJsonata(Json(std::exchange(text, {}))));
      pieces.push_back(arguments[next++]);
      ++i;
    } else {
      text += format[i];
    }
  }
  if (!text.empty()) pieces.push_back(ToJsonata(Json(text)));
  if (pieces.empty()) return std::string("\"\"");
  if (pieces.size() == 1) return "$string(" + pieces[0] + ")";
  std::string joined;
  for (const auto& piece : pieces) joined += (joined.empty() ? "" : " & ") + piece;
  return "(" + joined + ")";
}

Result<std::string> Call(const Expression& call, std::string_view root) {
  std::vector<std::string> text;
  for (const auto& argument : call.arguments()) {
    ASSIGN_OR_RETURN(auto each, ToJsonata(argument, root));
    text.push_back(std::move(each));
  }
  const auto name = call.function();
  const auto literal = [&](std::size_t index) -> const Json* {
    return index < call.arguments().size() ? call.arguments()[index].literal() : nullptr;
  };
  const auto plain = [&](std::string_view function) {
    std::string list;
    for (const auto& each : text) list += (list.empty() ? "" : ", ") + each;
    return std::string(function) + "(" + list + ")";
  };
  if (name == "States.Format") {
    const auto* format = literal(0);
    if (format == nullptr || !format->is_string())
      return NoCounterpart("States.Format with a template out of a path");
    return Format(format->string(), text);
  }
  if (name == "States.Array") {
    std::string list;
    for (std::size_t i = 0; i < text.size(); ++i)
      list += (i == 0 ? "" : ", ") + (literal(i) != nullptr ? text[i] : JsonataItem(text[i]));
    return "[" + list + "]";
  }
  if (name == "States.StringSplit") {
    const auto* separator = literal(1);
    if (separator == nullptr || !separator->is_string() || CharactersOf(separator->string()) != 1)
      return NoCounterpart("States.StringSplit by more than one character");
    return "[$filter(" + plain("$split") + ", function($part) { $part != \"\" })]";
  }
  if (name == "States.MathRandom") {
    const std::string fraction = text.size() > 2 ? "$random(" + text[2] + ")" : "$random()";
    return "($floor(" + fraction + " * (" + text[1] + " - " + text[0] + ")) + " + text[0] + ")";
  }
  if (name == "States.MathAdd") return "(" + text[0] + " + " + text[1] + ")";
  if (name == "States.ArrayContains") return "(" + text[1] + " in " + text[0] + ")";
  if (name == "States.ArrayGetItem") return "(" + text[0] + ")[" + text[1] + "]";
  if (name == "States.ArrayRange") return "[" + plain("$range") + "]";
  if (name == "States.ArrayUnique") return "[" + plain("$distinct") + "]";
  if (name == "States.JsonMerge") return "$merge([" + text[0] + ", " + text[1] + "])";
  static constexpr std::array<std::array<std::string_view, 2>, 8> kSame = {{
      {"States.StringToJson", "$parse"},
      {"States.JsonToString", "$string"},
      {"States.ArrayPartition", "$partition"},
      {"States.ArrayLength", "$count"},
      {"States.Base64Encode", "$base64encode"},
      {"States.Base64Decode", "$base64decode"},
      {"States.Hash", "$hash"},
      {"States.UUID", "$uuid"},
  }};
  for (const auto& [from, to] : kSame) {
    if (from == name) return plain(to);
  }
  return NoCounterpart(name);
}

}  // namespace

std::string JsonataStep(std::string_view name) {
  return IsPlainName(name) ? "." + std::string(name) : ".`" + std::string(name) + "`";
}

std::string JsonataItem(const std::string& text) {
  return "($type(" + text + ") = \"array\" ? [[" + text + "]] : " + text + ")";
}

std::string ToJsonata(const Json& value) {
  if (value.is_array()) {
    std::string list;
    for (const auto& item : value.array()) list += (list.empty() ? "" : ", ") + ToJsonata(item);
    return "[" + list + "]";
  }
  if (value.is_object()) {
    std::string list;
    for (const auto& [key, member] : value.object())
      list += (list.empty() ? "" : ", ") + JsonQuote(key) + ": " + ToJsonata(member);
    return "{" + list + "}";
  }
  return value.Dump();
}

Result<std::string> ToJsonata(const JsonPath& path, std::string_view root) {
  std::string text(root);
  if (path.root() == PathRoot::context) text = "$states.context";
  if (path.root() == PathRoot::variable) text = "$" + path.variable();
  if (path.variable().contains('-')) return NoCounterpart("a variable name with a hyphen");
  for (const auto& step : path.body().steps) {
    ASSIGN_OR_RETURN(const auto each, Step(step, path));
    text += each;
  }
  if (path.body().function) return Function(*path.body().function, text);
  return path.definite() ? text : text + "[]";
}

Result<std::string> ToJsonata(const Expression& expression, std::string_view root) {
  if (const auto* path = expression.path()) return ToJsonata(*path, root);
  if (const auto* literal = expression.literal()) return ToJsonata(*literal);
  return Call(expression, root);
}

}  // namespace fxlake::asl
