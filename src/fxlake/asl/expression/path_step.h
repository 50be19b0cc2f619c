// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "fxlake/base/json.h"

namespace fxlake::asl {

class PathFilter;

// The steps of a path after its root, as in AWS's path library (Jayway JsonPath).
struct NameStep {  // .name or ['name']
  std::string name;
};
struct NamesStep {  // ['a','b']: at the end of a path an object of those members, elsewhere each value
  std::vector<std::string> names;
};
struct IndexStep {  // [2]; [-1] counts from the end
  std::int64_t index = 0;
};
struct IndexesStep {  // [0,2]
  std::vector<std::int64_t> indexes;
};
struct SliceStep {  // [1:3], [-2:], [:2]
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;
};
struct WildcardStep {};  // .* or [*]
struct DeepStep {};      // ..: the value and all descendants, in pre-order
struct FilterStep {      // [?(@.price < 10)]
  std::shared_ptr<const PathFilter> filter;
};

using PathStep =
    std::variant<NameStep, NamesStep, IndexStep, IndexesStep, SliceStep, WildcardStep, DeepStep, FilterStep>;

// Functions allowed as the last step, with parentheses: $.items.length().
enum class PathFunction { length, size, min, max, avg, sum, stddev, keys, first, last, index };

// A path after its root.
struct PathBody {
  std::vector<PathStep> steps;
  std::optional<PathFunction> function;
  std::int64_t function_argument = 0;  // argument of index()
};

}  // namespace fxlake::asl
