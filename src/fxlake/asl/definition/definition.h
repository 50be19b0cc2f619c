// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/definition/machine.h"

namespace fxlake::asl {

enum class WorkflowType { standard, express };

// A definition, read. The machine is there only when it can run.
struct Definition {
  std::shared_ptr<const Machine> machine;
  Diagnostics diagnostics;

  bool valid() const { return !diagnostics.Has(Severity::error); }
};

// The longest definition that AWS takes, in bytes.
inline constexpr std::size_t kMostDefinitionBytes = std::size_t{1} << 20;

// Reads and checks a definition. The fields of both query languages are known; what uses JSONata is valid,
// and gets a diagnostic `unsupported` in place of a machine. For express workflows what they may not do is an
// error (.sync, task tokens, activities, distributed maps). Hostile text gives diagnostics.
Definition ReadDefinition(std::string_view text, WorkflowType type = WorkflowType::standard);

}  // namespace fxlake::asl
