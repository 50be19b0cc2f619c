// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::quality {

enum class TokenKind {
  word,    // letters, digits, _ and . after a letter: Rules, IsComplete, and
  text,    // "quoted"; `value` is without the quotes, \" and \\ undone
  number,  // 12, 0.95; a sign is a symbol
  symbol,  // [ ] ( ) , + - = != > >= < <=
  end,
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string value;
  std::size_t offset = 0;  // in bytes, of its first character
  std::size_t length = 0;
  int line = 1;
  int column = 1;  // in characters

  bool Is(std::string_view symbol_or_word) const {
    return (kind == TokenKind::symbol || kind == TokenKind::word) && value == symbol_or_word;
  }
};

// An error at a place of a document: `line 3, column 7: ...`.
Error ErrorAt(const Token& token, std::string_view problem);
// The token as an error message names it: `"IsComplete"`, `the end`.
std::string Name(const Token& token);

// The tokens of a DQDL document, the last of kind `end`. Blanks and comments (# to the end of the line) separate.
// invalid_input names line and column.
Result<std::vector<Token>> Tokenize(std::string_view document);

}  // namespace fxlake::quality
