// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/jsonata/problem.h"

namespace fxlake::jsonata {

enum class SyntaxKind {
  name,
  variable,
  string,
  number,
  literal,  // true, false, null
  regex,
  wildcard,
  descendants,
  parent,
  placeholder,  // ? as an argument
  word,         // and, or, in where a name stands
  binary,       // text is the operator; parts are its sides
  negation,
  array,
  object,  // parts are keys and values in turn
  block,
  predicate,  // parts: of what, the predicate
  group,      // parts: of what, then keys and values in turn
  sort,       // parts: of what, then the terms
  focus,      // @, text is the variable
  index,      // #, the same
  call,       // parts: the function, then arguments
  partial,
  lambda,     // names, then the body as the only part
  condition,  // two or three parts
  transform   // pattern, update, and maybe what to delete
};

// An expression as it is written, before paths are put together.
struct Syntax {
  SyntaxKind kind = SyntaxKind::name;
  std::string text;
  double number = 0;
  std::size_t position = 0;
  std::vector<std::unique_ptr<Syntax>> parts = {};
  std::vector<bool> descending = {};    // of the terms of a sort
  std::vector<std::string> names = {};  // parameters of a lambda
  std::string detail = {};              // the signature of a lambda; the flags of a regex
  bool keep_array = false;              // followed by []
};

struct SyntaxOptions {
  bool defaults = true;  // ?: and ??, which came with JSONata 2.1
};

// S.. problems, with the byte as position.
std::expected<std::unique_ptr<Syntax>, Problem> ParseSyntax(std::string_view text,
                                                            const SyntaxOptions& options);

}  // namespace fxlake::jsonata
