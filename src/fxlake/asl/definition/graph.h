// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/asl/definition/machine.h"

namespace fxlake::asl {

// A machine as a Mermaid flowchart or a Graphviz digraph. Branches and iterations are nested boxes; Catch
// transitions are dotted; Choice transitions are labeled with their condition.
std::string ToMermaid(const Machine& machine);
std::string ToDot(const Machine& machine);

}  // namespace fxlake::asl
