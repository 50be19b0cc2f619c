// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/definition/machine.h"

namespace fxlake::asl {

enum class WorkflowType { standard, express };

// A parsed definition. `machine` is null when the definition cannot be executed.
struct Definition {
  std::shared_ptr<const Machine> machine;
  Diagnostics diagnostics;

  bool valid() const { return !diagnostics.Has(Severity::error); }
};

// AWS's limit for a definition, in bytes.
inline constexpr std::size_t kMostDefinitionBytes = std::size_t{1} << 20;

// Parses and validates a definition in JSONPath, JSONata or both. Features that express workflows lack
// (.sync, task tokens, activities, distributed maps) are errors for them. Safe on untrusted text: every
// problem becomes a diagnostic.
Definition ReadDefinition(std::string_view text, WorkflowType type = WorkflowType::standard);

}  // namespace fxlake::asl
