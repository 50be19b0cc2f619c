// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/random.h"

namespace fxlake::asl {

// A random UUID, version 4 (RFC 9562), in lower case.
std::string MakeUuid(env::Random& random);

}  // namespace fxlake::asl
