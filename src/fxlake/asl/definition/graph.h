// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/asl/definition/machine.h"

namespace fxlake::asl {

// A machine as a Mermaid flowchart, or as a Graphviz digraph. Branches and iterations are boxes inside;
// transitions of Catch are dotted, those of Choice carry their condition.
std::string ToMermaid(const Machine& machine);
std::string ToDot(const Machine& machine);

}  // namespace fxlake::asl
