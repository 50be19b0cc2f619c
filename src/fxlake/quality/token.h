// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::quality {

enum class TokenKind {
  word,    // letters, digits, _ and .: Rules, IsComplete, and, 1st; also now()
  text,    // "quoted"; `value` is unescaped, without the quotes
  date,    // a quoted text of the form "2026-04-14"; not validated
  time,    // a quoted text such as "14:30" or "2:30 PM"
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
  // A word that may be a name: not a keyword of the language.
  bool IsName() const;
};

// An error at a position of the document: `line 3, column 7: ...`.
Error ErrorAt(const Token& token, std::string_view problem);
// The token as named in error messages: `"IsComplete"`, `the end`.
std::string Name(const Token& token);

// The tokens of a DQDL document; the last has kind `end`. Whitespace and comments (# to the end of the line)
// separate tokens; a leading byte order mark is skipped. invalid_input with line and column.
Result<std::vector<Token>> Tokenize(std::string_view document);

}  // namespace fxlake::quality
