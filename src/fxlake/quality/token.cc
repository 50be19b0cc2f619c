// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/token.h"

#include <fmt/format.h>

namespace fxlake::quality {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Result<Token> Next() {
    SkipBlanks();
    Token token;
    token.offset = at_;
    token.line = line_;
    token.column = column_;
    if (at_ == text_.size()) return token;
    const char c = text_[at_];
    if (c == '"') {
      RETURN_IF_ERROR(ReadText(token));
    } else if (IsLetter(c)) {
      ReadWhile(token, TokenKind::word, [](char next) { return IsLetter(next) || IsDigit(next) || next == '.'; });
    } else if (IsDigit(c)) {
      ReadWhile(token, TokenKind::number, [](char next) { return IsDigit(next) || next == '.'; });
      if (token.value.ends_with('.') || token.value.find('.') != token.value.rfind('.')) {
        return ErrorAt(token, fmt::format("{} is no number", token.value));
      }
    } else {
      RETURN_IF_ERROR(ReadSymbol(token));
    }
    token.length = at_ - token.offset;
    return token;
  }

 private:
  char Advance() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++column_;
    }
    return c;
  }

  void SkipBlanks() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') Advance();
      } else if (IsBlank(text_[at_])) {
        Advance();
      } else {
        return;
      }
    }
  }

  template <typename Belongs>
  void ReadWhile(Token& token, TokenKind kind, Belongs belongs) {
    token.kind = kind;
    while (at_ < text_.size() && belongs(text_[at_])) token.value += Advance();
  }

  Result<void> ReadText(Token& token) {
    token.kind = TokenKind::text;
    Advance();
    while (at_ < text_.size()) {
      const char c = Advance();
      if (c == '"') return {};
      // Only these two are escapes: a regular expression keeps its backslashes.
      if (c == '\\' && at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\\')) {
        token.value += Advance();
      } else {
        token.value += c;
      }
    }
    return ErrorAt(token, "this text has no closing quote");
  }

  Result<void> ReadSymbol(Token& token) {
    token.kind = TokenKind::symbol;
    const char c = Advance();
    token.value = c;
    if ((c == '!' || c == '<' || c == '>') && at_ < text_.size() && text_[at_] == '=') token.value += Advance();
    if (token.value == "!" || !std::string_view("[](),+-=<>!").contains(c)) {
      return ErrorAt(token, fmt::format("nothing in DQDL is written \"{}\"", token.value));
    }
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

}  // namespace

Error ErrorAt(const Token& token, std::string_view problem) {
  return InvalidInput(fmt::format("line {}, column {}: {}", token.line, token.column, problem));
}

std::string Name(const Token& token) {
  if (token.kind == TokenKind::end) return "the end";
  return token.kind == TokenKind::text ? fmt::format("the text \"{}\"", token.value) : fmt::format("\"{}\"", token.value);
}

Result<std::vector<Token>> Tokenize(std::string_view document) {
  Scanner scanner(document);
  std::vector<Token> tokens;
  do {
    ASSIGN_OR_RETURN(Token token, scanner.Next());
    tokens.push_back(std::move(token));
  } while (tokens.back().kind != TokenKind::end);
  return tokens;
}

}  // namespace fxlake::quality
