// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::quality {

enum class TokenKind {
  word,    // letters, digits, _ and .: Rules, IsComplete, and, 1st; now() is a word, too
  text,    // "quoted"; `value` is without the quotes, \" and \\ undone
  date,    // "2026-04-14", of a quoted text; whether there is such a day is not looked at
  time,    // "14:30", "2:30 PM", of a quoted text
  number,  // 12, 0.95; a sign is a symbol
  symbol,  // [ ] ( ) { } , : $ + - * / = ! != > >= < <=
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
  bool IsQuoted() const {
    return kind == TokenKind::text || kind == TokenKind::date || kind == TokenKind::time;
  }
  // A word that is free to be the name of something: none of the language's own.
  bool IsName() const;
};

// An error at a place of a document: `line 3, column 7: ...`.
Error ErrorAt(const Token& token, std::string_view problem);
// The token as an error message names it: `"IsComplete"`, `the end`.
std::string Name(const Token& token);

// The tokens of a DQDL document, the last of kind `end`. Blanks and comments (# to the end of the line)
// separate; a byte order mark at the start is passed over. invalid_input names line and column.
Result<std::vector<Token>> Tokenize(std::string_view document);

}  // namespace fxlake::quality
