// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <utility>

#include "fxlake/base/error.h"

namespace fxlake {

// A value or an Error. A class rather than an alias of std::expected, so that [[nodiscard]] applies: dropping
// a Result does not compile.
template <typename T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using Base = std::expected<T, Error>;
  using Base::Base;
  Result(Error error) : Base(std::unexpect, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  // The same result, with `context` prepended to the error's message.
  Result In(std::string_view context) && {
    if (this->has_value()) return std::move(*this);
    return this->error().In(context);
  }
};

}  // namespace fxlake

#define FXLAKE_JOIN_INNER(a, b) a##b
#define FXLAKE_JOIN(a, b) FXLAKE_JOIN_INNER(a, b)

// ASSIGN_OR_RETURN(auto rate, Decimal::Parse(text));
#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_INNER(FXLAKE_JOIN(result_, __COUNTER__), declaration, expression)
#define ASSIGN_OR_RETURN_INNER(result, declaration, expression) \
  auto result = (expression);                                   \
  if (!result) return std::move(result).error();                \
  declaration = *std::move(result)

#define RETURN_IF_ERROR(expression)                                                  \
  do {                                                                               \
    if (auto returned = (expression); !returned) return std::move(returned).error(); \
  } while (false)
