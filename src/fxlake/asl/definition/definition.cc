// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/definition.h"

#include "fxlake/asl/definition/machine_reader.h"
#include "fxlake/asl/definition/variable_scopes.h"

namespace fxlake::asl {

Definition ReadDefinition(std::string_view text, WorkflowType type) {
  Definition definition;
  if (text.size() > kMostDefinitionBytes) {
    definition.diagnostics.Add({Severity::error, "INVALID_DEFINITION", "",
                                "the definition has " + std::to_string(text.size()) + " bytes",
                                "at most " + std::to_string(kMostDefinitionBytes), ""});
    return definition;
  }
  const auto json = Json::Parse(text, {.reject_duplicate_keys = true});
  if (!json) {
    definition.diagnostics.Add(
        {Severity::error, "INVALID_JSON_DESCRIPTION", "", json.error().message(), "", ""});
    return definition;
  }
  Reading reading{definition.diagnostics};
  reading.express = type == WorkflowType::express;
  auto machine = ReadMachine(*json, "", MachineRole::top, reading);
  CheckVariableScopes(*json, definition.diagnostics);
  if (definition.valid()) definition.machine = std::move(machine);
  return definition;
}

}  // namespace fxlake::asl
