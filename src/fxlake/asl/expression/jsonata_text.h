// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/asl/expression/expression.h"
#include "fxlake/base/result.h"

// What JSONPath says, said in JSONata. invalid_input names what has no counterpart there.
namespace fxlake::asl {

// `root` is what "$" stands for: "$states.input".
Result<std::string> ToJsonata(const JsonPath& path, std::string_view root);
Result<std::string> ToJsonata(const Expression& expression, std::string_view root);

// A value that is written out.
std::string ToJsonata(const Json& value);
// A member of an object: ".name", or its name in backquotes.
std::string JsonataStep(std::string_view name);
// The same for what `text` gives, as an item of an array: an array stays one item.
std::string JsonataItem(const std::string& text);

}  // namespace fxlake::asl
