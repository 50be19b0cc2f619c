// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/quality/token.h"

namespace fxlake::quality {

// A position in a sequence of tokens, which ends with the token `end`.
class TokenReader {
 public:
  explicit TokenReader(const std::vector<Token>& tokens) : tokens_(tokens) {}

  const Token& Peek(std::size_t ahead = 0) const {
    return tokens_[at_ + ahead < tokens_.size() ? at_ + ahead : tokens_.size() - 1];
  }
  // Returns the current token and advances, but never past the end.
  const Token& Next() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool Take(std::string_view symbol_or_word) {
    if (!Peek().Is(symbol_or_word)) return false;
    Next();
    return true;
  }
  Result<void> Expect(std::string_view symbol_or_word, std::string_view reason);
  // `expected ..., found ...` at this position.
  Error Unexpected(std::string_view expected) const;
  // The tokens from `start` up to this position.
  std::span<const Token> Since(const Token& start) const;

 private:
  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
};

}  // namespace fxlake::quality
