// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/intrinsic_arguments.h"

#include <cmath>

#include "fxlake/base/excerpt.h"

namespace fxlake::asl {

Failure IntrinsicFailure(std::string reason) {
  return {std::string(error_name::kIntrinsicFailure), std::move(reason)};
}

Evaluated<const Json::Array*> ArrayArgument(std::span<const Json> arguments, std::size_t index) {
  if (arguments[index].is_array()) return &arguments[index].array();
  return IntrinsicFailure("argument " + std::to_string(index + 1) + " must be an array, not " +
                          std::string(Excerpt(arguments[index].Dump(), 200)));
}

Evaluated<const std::string*> TextArgument(std::span<const Json> arguments, std::size_t index) {
  if (arguments[index].is_string()) return &arguments[index].string();
  return IntrinsicFailure("argument " + std::to_string(index + 1) + " must be a string, not " +
                          std::string(Excerpt(arguments[index].Dump(), 200)));
}

Evaluated<std::int64_t> WholeArgument(std::span<const Json> arguments, std::size_t index) {
  const auto& value = arguments[index];
  if (!value.is_number()) {
    return IntrinsicFailure("argument " + std::to_string(index + 1) + " must be a number, not " +
                            std::string(Excerpt(value.Dump(), 200)));
  }
  if (const auto whole = value.AsInt64()) return *whole;
  const double rounded = std::floor(value.AsDouble() + 0.5);
  if (!(std::abs(rounded) < 9.2e18))
    return IntrinsicFailure("argument " + std::to_string(index + 1) + " is too large: " + value.Dump());
  return static_cast<std::int64_t>(rounded);
}

Evaluated<std::monostate> Spend(Scope& scope, std::size_t bytes) {
  if (bytes > scope.bytes_left) {
    return Failure{std::string(error_name::kDataLimitExceeded),
                   "the result has more text than the maximum number of bytes service limit"};
  }
  scope.bytes_left -= bytes;
  return std::monostate();
}

}  // namespace fxlake::asl
