// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/asl/definition/diagnostics.h"

namespace fxlake::asl {

// A diagnostic for each variable that a branch or the processor of a Map assigns under the name of one of an
// outer scope: AWS refuses such definitions, so that a name means one thing everywhere it can be seen.
void CheckVariableScopes(const Json& definition, Diagnostics& diagnostics);

}  // namespace fxlake::asl
