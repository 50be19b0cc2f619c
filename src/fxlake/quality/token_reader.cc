// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/token_reader.h"

#include <fmt/format.h>

namespace fxlake::quality {

Result<void> TokenReader::Expect(std::string_view symbol_or_word, std::string_view reason) {
  if (Take(symbol_or_word)) return {};
  return ErrorAt(Peek(), fmt::format("expected \"{}\", found {}: {}", symbol_or_word, Name(Peek()), reason));
}

Error TokenReader::Unexpected(std::string_view expected) const {
  return ErrorAt(Peek(), fmt::format("expected {}, found {}", expected, Name(Peek())));
}

std::span<const Token> TokenReader::Since(const Token& start) const {
  std::size_t first = at_;
  while (first > 0 && tokens_[first - 1].offset >= start.offset) --first;
  return std::span(tokens_).subspan(first, at_ - first);
}

}  // namespace fxlake::quality
