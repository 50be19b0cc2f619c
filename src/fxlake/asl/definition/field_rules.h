// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "fxlake/asl/definition/object_reader.h"

namespace fxlake::asl {

enum class StateType { pass, task, choice, wait, succeed, fail, parallel, map };

std::optional<StateType> FindStateType(std::string_view name);
std::string_view NameOf(StateType type);
std::string SuggestStateType(std::string_view name, const Diagnostics& diagnostics);

// Adds a diagnostic for each field that the state's type or query language does not have.
void CheckFields(const Json& state, StateType type, const ObjectReader& reader);

}  // namespace fxlake::asl
