// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/variable_scopes.h"

#include <functional>
#include <map>
#include <string>

namespace fxlake::asl {
namespace {

using Names = std::map<std::string, std::string, std::less<>>;  // each with the pointer of its assignment

void Collect(const Json& source, const std::string& pointer, Names& names) {
  const auto* assign = source.Find("Assign");
  if (assign == nullptr || !assign->is_object()) return;
  for (const auto& [key, value] : assign->object()) {
    names.emplace(key.substr(0, key.size() - (key.ends_with(".$") ? 2 : 0)),
                  Below(Below(pointer, "Assign"), key));
  }
}

void ForEachItem(const Json& state, const std::string& pointer, std::string_view key,
                 const std::function<void(const Json&, const std::string&)>& action) {
  const auto* list = state.Find(key);
  if (list == nullptr || !list->is_array()) return;
  for (std::size_t i = 0; i < list->array().size(); ++i)
    action(list->array()[i], Below(Below(pointer, key), i));
}

// The names of a machine, and of its enclosing machines.
struct VariableScope {
  Names names;
  const VariableScope* outer = nullptr;

  const std::string* Find(const std::string& name) const {
    for (const auto* scope = this; scope != nullptr; scope = scope->outer) {
      if (const auto found = scope->names.find(name); found != scope->names.end()) return &found->second;
    }
    return nullptr;
  }
};

void Check(const Json& machine, const std::string& pointer, const VariableScope* outer,
           Diagnostics& diagnostics) {
  const auto* states = machine.Find("States");
  if (states == nullptr || !states->is_object()) return;
  VariableScope here{{}, outer};
  for (const auto& [name, state] : states->object()) {
    const auto at = Below(Below(pointer, "States"), name);
    const auto collect = [&](const Json& source, const std::string& place) {
      Collect(source, place, here.names);
    };
    collect(state, at);
    ForEachItem(state, at, "Choices", collect);
    ForEachItem(state, at, "Catch", collect);
  }
  for (const auto& [name, place] : here.names) {
    const auto* known = outer == nullptr ? nullptr : outer->Find(name);
    if (known != nullptr) {
      diagnostics.Add(place,
                      "the variable " + JsonQuote(name) + " is also assigned in an outer scope at " + *known,
                      "another name");
    }
  }
  for (const auto& [name, state] : states->object()) {
    const auto at = Below(Below(pointer, "States"), name);
    ForEachItem(state, at, "Branches", [&](const Json& branch, const std::string& place) {
      Check(branch, place, &here, diagnostics);
    });
    for (const std::string_view key : {"ItemProcessor", "Iterator"}) {
      if (const auto* processor = state.Find(key)) Check(*processor, Below(at, key), &here, diagnostics);
    }
  }
}

}  // namespace

void CheckVariableScopes(const Json& definition, Diagnostics& diagnostics) {
  Check(definition, "", nullptr, diagnostics);
}

}  // namespace fxlake::asl
