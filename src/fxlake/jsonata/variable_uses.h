// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "fxlake/jsonata/expression.h"
#include "fxlake/jsonata/node.h"

namespace fxlake::jsonata {

// Every place in which an expression uses a variable.
void ForEachVariableUse(const Node& root, const std::function<void(const Expression::VariableUse&)>& action);

}  // namespace fxlake::jsonata
