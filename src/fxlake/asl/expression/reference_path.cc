// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/reference_path.h"

#include "fxlake/asl/expression/json_path.h"

namespace fxlake::asl {
namespace {

Json* Descend(Json& value, const std::string& name) {
  if (!value.is_object()) return nullptr;
  auto& members = value.mutable_object();
  for (auto& [key, member] : members) {
    if (key == name) return &member;
  }
  return &members.emplace_back(name, Json::EmptyObject()).second;
}

Json* Descend(Json& value, std::int64_t index) {
  if (!value.is_array() || index >= std::ssize(value.array())) return nullptr;
  return &value.mutable_array()[static_cast<std::size_t>(index)];
}

}  // namespace

Result<ReferencePath> ReferencePath::Parse(std::string_view text) {
  ASSIGN_OR_RETURN(const auto path, JsonPath::Parse(text));
  const auto invalid = [&](std::string_view why) {
    return InvalidInput("reference path " + JsonQuote(text) + ": " + std::string(why));
  };
  if (path.root() != PathRoot::input) return invalid("it must refer to the state input ($)");
  if (path.body().function) return invalid("it must refer to one place, but has a function");
  ReferencePath reference;
  reference.text_ = text;
  for (const auto& step : path.body().steps) {
    if (const auto* name = std::get_if<NameStep>(&step)) {
      reference.steps_.emplace_back(name->name);
    } else if (const auto* index = std::get_if<IndexStep>(&step); index != nullptr && index->index >= 0) {
      reference.steps_.emplace_back(index->index);
    } else {
      return invalid("it must refer to one place, with .name, ['name'] and [number] only");
    }
  }
  return reference;
}

Evaluated<Json> ReferencePath::Put(Json target, Json value) const {
  Json* at = &target;
  for (const auto& step : steps_) {
    Json* next = std::visit([&](const auto& kind) { return Descend(*at, kind); }, step);
    if (next == nullptr) {
      return Failure{std::string(error_name::kResultPathMatchFailure),
                     "Unable to apply ReferencePath " + text_ + " to input " + at->Dump()};
    }
    at = next;
  }
  *at = std::move(value);
  return target;
}

}  // namespace fxlake::asl
