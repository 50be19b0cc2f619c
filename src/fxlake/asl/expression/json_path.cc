// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/json_path.h"

#include "fxlake/asl/expression/path_functions.h"
#include "fxlake/asl/expression/path_parser.h"

namespace fxlake::asl {

bool IsVariableStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsVariablePart(char c) { return IsVariableStart(c) || (c >= '0' && c <= '9'); }

bool IsDefinite(const PathBody& body) {
  for (const auto& step : body.steps) {
    const bool last = &step == &body.steps.back();
    const bool definite = std::holds_alternative<NameStep>(step) || std::holds_alternative<IndexStep>(step) ||
                          (last && std::holds_alternative<NamesStep>(step));
    if (!definite) return false;
  }
  return true;
}

Result<JsonPath> JsonPath::Parse(std::string_view text) {
  if (!text.starts_with('$'))
    return InvalidInput("path " + JsonQuote(text) + ": expected \"$\" at its start");
  JsonPath path;
  path.text_ = text;
  std::size_t at = 1;
  if (at < text.size() && text[at] == '$') {
    path.root_ = PathRoot::context;
    ++at;
  } else if (at < text.size() && IsVariableStart(text[at])) {
    path.root_ = PathRoot::variable;
    while (at < text.size() && IsVariablePart(text[at])) path.variable_ += text[at++];
  }
  ASSIGN_OR_RETURN(path.body_, ParsePathBody(text, at, false));
  path.definite_ = IsDefinite(path.body_);
  return path;
}

JsonPath JsonPath::Whole() {
  JsonPath path;
  path.text_ = "$";
  return path;
}

std::expected<Json, JsonPath::Absent> JsonPath::Find(Scope& scope) const {
  if (whole_input()) return scope.input;
  Json context;
  const Json* from = &scope.input;
  if (root_ == PathRoot::context) {
    context = scope.evaluation_context.ContextObject();
    from = &context;
  } else if (root_ == PathRoot::variable) {
    from = scope.evaluation_context.FindVariable(variable_);
    if (from == nullptr) return std::unexpected(Absent{Absent::Kind::variable});
  }
  Json value;
  if (definite_) {
    const bool merges = !body_.steps.empty() && std::holds_alternative<NamesStep>(body_.steps.back());
    const auto* found = FollowSteps(body_.steps, body_.steps.size() - (merges ? 1 : 0), *from);
    if (found == nullptr)
      return std::unexpected(Absent{IsPastEnd(*from) ? Absent::Kind::element : Absent::Kind::value});
    if (merges && !found->is_object()) return std::unexpected(Absent());
    value = merges ? PickMembers(*found, std::get<NamesStep>(body_.steps.back()).names) : *found;
  } else {
    std::vector<const Json*> found;
    if (!CollectSteps(body_.steps, body_.steps.size(), *from, scope, found))
      return std::unexpected(Absent{Absent::Kind::budget});
    Json::Array values;
    values.reserve(found.size());
    for (const auto* each : found) values.push_back(*each);
    value = Json(std::move(values));
  }
  if (!body_.function) return value;
  auto result = ApplyPathFunction(*body_.function, body_.function_argument, value);
  if (!result) return std::unexpected(Absent());
  return *std::move(result);
}

Evaluated<Json> JsonPath::Evaluate(Scope& scope, std::string_view field) const {
  auto found = Find(scope);
  if (found) return *std::move(found);
  switch (found.error().kind) {
    case Absent::Kind::variable:
      return RuntimeFailure("The variable '$" + variable_ + "' specified for the field '" +
                            std::string(field) + "' is not assigned");
    case Absent::Kind::budget:
      return RuntimeFailure("The JSONPath '" + text_ + "' specified for the field '" + std::string(field) +
                            "' visits too many values");
    default: break;
  }
  return RuntimeFailure("The JSONPath '" + text_ + "' specified for the field '" + std::string(field) +
                        "' could not be found in the input '" + InputText(scope) + "'");
}

std::string JsonPath::InputText(const Scope& scope) const {
  if (root_ == PathRoot::context) return scope.evaluation_context.ContextObject().Dump();
  const auto* variable =
      root_ == PathRoot::variable ? scope.evaluation_context.FindVariable(variable_) : &scope.input;
  return variable == nullptr ? "" : variable->Dump();
}

bool JsonPath::IsPastEnd(const Json& from) const {
  if (body_.steps.empty() || !std::holds_alternative<IndexStep>(body_.steps.back())) return false;
  const auto* container = FollowSteps(body_.steps, body_.steps.size() - 1, from);
  return container != nullptr && container->is_array();
}

}  // namespace fxlake::asl
