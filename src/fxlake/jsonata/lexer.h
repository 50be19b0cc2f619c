// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "fxlake/jsonata/problem.h"

namespace fxlake::jsonata {

enum class TokenKind { end, name, variable, string, number, literal, operation, regex };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;  // of a variable without $; of a regex the pattern
  double number = 0;
  std::string flags = {};    // of a regex
  std::size_t position = 0;  // the byte behind it
};

// Cuts an expression into tokens.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  // With `after_operand` a "/" divides; otherwise it begins a regular expression.
  std::expected<Token, Problem> Next(bool after_operand);
  // Reads from that byte on again.
  void GoTo(std::size_t position) { at_ = position; }

 private:
  std::expected<void, Problem> SkipBlanks();
  std::expected<Token, Problem> ReadRegex();
  std::expected<Token, Problem> ReadString(char quote);
  std::expected<Token, Problem> ReadQuotedName();
  std::expected<Token, Problem> ReadNumber();
  Token ReadName();
  std::unexpected<Problem> Fail(std::string_view code, std::string token = "") const;
  Token Make(TokenKind kind, std::string text) const { return {kind, std::move(text), 0, {}, at_}; }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace fxlake::jsonata
