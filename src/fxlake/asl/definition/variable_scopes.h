// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/asl/definition/diagnostics.h"

namespace fxlake::asl {

// Adds a diagnostic for each variable that a branch or Map processor assigns under the name of a variable of
// an outer scope. AWS rejects such definitions.
void CheckVariableScopes(const Json& definition, Diagnostics& diagnostics);

}  // namespace fxlake::asl
