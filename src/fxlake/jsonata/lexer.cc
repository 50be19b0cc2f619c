// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/lexer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "fxlake/jsonata/characters.h"

namespace fxlake::jsonata {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\v";
constexpr std::string_view kOperators = ".[]{}(),@#;:?+-*/%|=<>^&!~";
constexpr std::array<std::string_view, 9> kDoubleOperators = {
    "..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::unexpected<Problem> Lexer::Fail(std::string_view code, std::string token) const {
  return std::unexpected(MakeProblem(code, at_, {.token = std::move(token)}));
}

std::expected<void, Problem> Lexer::SkipBlanks() {
  while (at_ < text_.size()) {
    if (kBlanks.contains(text_[at_])) {
      ++at_;
    } else if (text_.substr(at_).starts_with("/*")) {
      const auto start = at_;
      const auto end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) {
        at_ = start;
        return Fail("S0106");
      }
      at_ = end + 2;
    } else {
      break;
    }
  }
  return {};
}

std::expected<Token, Problem> Lexer::Next(bool after_operand) {
  if (auto skipped = SkipBlanks(); !skipped) return std::unexpected(std::move(skipped).error());
  if (at_ >= text_.size()) return Make(TokenKind::end, "(end)");
  const char c = text_[at_];
  if (c == '/' && !after_operand) {
    ++at_;
    return ReadRegex();
  }
  const auto two = text_.substr(at_, 2);
  if (std::ranges::find(kDoubleOperators, two) != kDoubleOperators.end()) {
    at_ += 2;
    return Make(TokenKind::operation, std::string(two));
  }
  if (kOperators.contains(c)) {
    ++at_;
    if (c == '!' || c == '~') return Fail("S0204", std::string(1, c));
    return Make(TokenKind::operation, std::string(1, c));
  }
  if (c == '"' || c == '\'') {
    ++at_;
    return ReadString(c);
  }
  if (IsDigit(c)) return ReadNumber();
  if (c == '`') return ReadQuotedName();
  return ReadName();
}

std::expected<Token, Problem> Lexer::ReadRegex() {
  const auto start = at_;
  int depth = 0;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '\\') {
      ++at_;
      continue;
    }
    if (c == '/' && depth == 0) {
      if (at_ == start) return Fail("S0301");
      auto pattern = std::string(text_.substr(start, at_ - start));
      ++at_;
      std::string flags;
      while (at_ < text_.size() && (text_[at_] == 'i' || text_[at_] == 'm')) flags += text_[at_++];
      auto token = Make(TokenKind::regex, std::move(pattern));
      token.flags = std::move(flags);
      return token;
    }
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
  }
  at_ = text_.size();
  return Fail("S0302");
}

std::expected<Token, Problem> Lexer::ReadString(char quote) {
  std::string value;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == quote) {
      ++at_;
      return Make(TokenKind::string, std::move(value));
    }
    if (c != '\\') {
      const auto length = CharacterLength(text_, at_);
      value += text_.substr(at_, length);
      at_ += length;
      continue;
    }
    ++at_;
    const char escaped = at_ < text_.size() ? text_[at_] : '\0';
    constexpr std::string_view kEscaped = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    if (const auto place = kEscaped.find(escaped); place != std::string_view::npos) {
      value += kMeant[place];
      ++at_;
    } else if (escaped == 'u') {
      char32_t unit = 0;
      for (std::size_t i = 1; i <= 4; ++i) {
        const int digit = at_ + i < text_.size() ? HexDigit(text_[at_ + i]) : -1;
        if (digit < 0) return Fail("S0104");
        unit = unit * 16 + static_cast<char32_t>(digit);
      }
      AppendCharacter(value, unit);
      at_ += 5;
    } else {
      return Fail("S0103",
                  std::string(at_ < text_.size() ? text_.substr(at_, CharacterLength(text_, at_)) : ""));
    }
  }
  return Fail("S0101");
}

std::expected<Token, Problem> Lexer::ReadQuotedName() {
  ++at_;
  const auto end = text_.find('`', at_);
  if (end == std::string_view::npos) {
    at_ = text_.size();
    return Fail("S0105");
  }
  auto name = std::string(text_.substr(at_, end - at_));
  at_ = end + 1;
  return Make(TokenKind::name, std::move(name));
}

std::expected<Token, Problem> Lexer::ReadNumber() {
  const auto start = at_;
  const auto digits = [&](std::size_t from) {
    while (from < text_.size() && IsDigit(text_[from])) ++from;
    return from;
  };
  at_ = text_[at_] == '0' ? at_ + 1 : digits(at_);
  if (at_ + 1 < text_.size() && text_[at_] == '.' && IsDigit(text_[at_ + 1])) at_ = digits(at_ + 1);
  if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
    auto exponent = at_ + 1;
    if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
    if (exponent < text_.size() && IsDigit(text_[exponent])) at_ = digits(exponent);
  }
  auto token = Make(TokenKind::number, std::string(text_.substr(start, at_ - start)));
  token.number = std::strtod(token.text.c_str(), nullptr);
  if (!std::isfinite(token.number)) return Fail("S0102", token.text);
  return token;
}

Token Lexer::ReadName() {
  const auto start = at_;
  while (at_ < text_.size() && !kBlanks.contains(text_[at_]) && !kOperators.contains(text_[at_])) ++at_;
  const auto name = text_.substr(start, at_ - start);
  if (name.starts_with('$')) return Make(TokenKind::variable, std::string(name.substr(1)));
  if (name == "and" || name == "or" || name == "in") return Make(TokenKind::operation, std::string(name));
  if (name == "true" || name == "false" || name == "null") return Make(TokenKind::literal, std::string(name));
  return Make(TokenKind::name, std::string(name));
}

}  // namespace fxlake::jsonata
