// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/token.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fxlake/base/text.h"

namespace fxlake::quality {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsWordPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || IsDigit(c);
}

// Whether `text` has a digit where `shape` has a 0, and is equal elsewhere.
bool HasShape(std::string_view text, std::string_view shape) {
  return std::ranges::equal(text, shape,
                            [](char c, char wanted) { return wanted == '0' ? IsDigit(c) : c == wanted; });
}

TokenKind KindOfQuoted(std::string_view text) {
  if (HasShape(text, "0000-00-00")) return TokenKind::date;
  constexpr std::array<std::string_view, 5> kTimes = {"00:00", "0:00 AM", "0:00 PM", "00:00 AM", "00:00 PM"};
  const bool is_time =
      std::ranges::any_of(kTimes, [&](std::string_view shape) { return HasShape(text, shape); });
  return is_time ? TokenKind::time : TokenKind::text;
}

// 12 and 0.95; "1." and "1.2.3" are words.
bool IsNumber(std::string_view word) {
  const std::size_t point = word.find('.');
  return std::ranges::all_of(word.substr(0, point), IsDigit) && point != 0 &&
         (point == std::string_view::npos ||
          (point + 1 < word.size() && std::ranges::all_of(word.substr(point + 1), IsDigit)));
}

class Scanner {
 public:
  explicit Scanner(std::string_view text)
      : text_(text), at_(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0) {}

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
      token.kind = KindOfQuoted(token.value);
    } else if (IsWordPart(c)) {
      while (at_ < text_.size() && IsWordPart(text_[at_])) token.value += Advance();
      token.kind = IsNumber(token.value) ? TokenKind::number : TokenKind::word;
      if (token.value == "now" && text_.substr(at_).starts_with("()")) {
        for (int i = 0; i < 2; ++i) token.value += Advance();
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

  Result<void> ReadText(Token& token) {
    Advance();
    while (at_ < text_.size()) {
      const char c = Advance();
      if (c == '"') return {};
      // Only these two are escapes: regular expressions keep their backslashes.
      if (c == '\\' && at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\\')) {
        token.value += Advance();
      } else {
        token.value += c;
      }
    }
    return ErrorAt(token, "the closing quote of this text is missing");
  }

  Result<void> ReadSymbol(Token& token) {
    token.kind = TokenKind::symbol;
    const char c = Advance();
    token.value = c;
    if ((c == '!' || c == '<' || c == '>') && at_ < text_.size() && text_[at_] == '=')
      token.value += Advance();
    if (!std::string_view("[](){},:$+-*/=<>!").contains(c)) {
      return ErrorAt(token, fmt::format("unexpected character \"{}\"", token.value));
    }
    return {};
  }

  std::string_view text_;
  std::size_t at_;
  int line_ = 1;
  int column_ = 1;
};

}  // namespace

Error ErrorAt(const Token& token, std::string_view problem) {
  return InvalidInput(fmt::format("line {}, column {}: {}", token.line, token.column, problem));
}

bool Token::IsName() const {
  constexpr std::array<std::string_view, 32> kReserved = {"Metadata",
                                                          "DataSources",
                                                          "Rules",
                                                          "Analyzers",
                                                          "and",
                                                          "AND",
                                                          "or",
                                                          "OR",
                                                          "of",
                                                          "OF",
                                                          "null",
                                                          "NULL",
                                                          "empty",
                                                          "EMPTY",
                                                          "between",
                                                          "in",
                                                          "not",
                                                          "with",
                                                          "where",
                                                          "now()",
                                                          "matches",
                                                          "days",
                                                          "hours",
                                                          "minutes",
                                                          "B",
                                                          "KB",
                                                          "MB",
                                                          "GB",
                                                          "TB",
                                                          "DefaultLabels",
                                                          "whitespaces_only",
                                                          "WHITESPACES_ONLY"};
  return kind == TokenKind::word && std::ranges::find(kReserved, value) == kReserved.end();
}

std::string Name(const Token& token) {
  if (token.kind == TokenKind::end) return "the end";
  return token.IsQuoted() ? fmt::format("the text \"{}\"", token.value) : fmt::format("\"{}\"", token.value);
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
