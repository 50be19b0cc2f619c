// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/pipeline/state_spans.h"

namespace fxlake::cli {

// An execution's states as text: indented by iteration, with durations, attempts and errors.
std::string StatesText(const std::vector<pipeline::StateSpan>& states);

}  // namespace fxlake::cli
