// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "fxlake/asl/definition/machine.h"
#include "fxlake/base/result.h"

namespace fxlake::pipeline {

// Replaces ${Placeholders} in a definition as Terraform's templatefile does; values are inside JSON strings
// and are escaped accordingly. invalid_input for a placeholder without a value, or a value without a
// placeholder.
Result<std::string> FillPlaceholders(std::string_view definition,
                                     const std::map<std::string, std::string>& values);

// The machine of a valid definition; invalid_input with the first diagnostic otherwise.
Result<std::shared_ptr<const asl::Machine>> ReadWorkflow(std::string_view definition);

}  // namespace fxlake::pipeline
