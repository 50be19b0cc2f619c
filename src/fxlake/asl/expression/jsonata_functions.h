// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/jsonata/native_function.h"

namespace fxlake::asl {

// The functions of expressions in the States Language: those of JSONata without $eval, and $partition,
// $range, $hash, $random, $uuid and $parse as AWS documents them.
const jsonata::FunctionSet& JsonataFunctions();

}  // namespace fxlake::asl
