// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse_number.h"

#include <fmt/format.h>

#include <cstdlib>

namespace fxlake::quality {
namespace {

constexpr int kMaxDepth = 100;

class NumberReader {
 public:
  NumberReader(TokenReader& reader, ParseScope& scope) : reader_(reader), scope_(scope) {}

  Result<NumberOperand> Read() {
    if (++depth_ > kMaxDepth) return ErrorAt(reader_.Peek(), "parentheses are nested too deeply");
    ASSIGN_OR_RETURN(NumberOperand left, ReadOne());
    while (reader_.Peek().Is("+") || reader_.Peek().Is("-") || reader_.Peek().Is("*") ||
           reader_.Peek().Is("/")) {
      const Token sign = reader_.Next();
      ASSIGN_OR_RETURN(const NumberOperand right, ReadOne());
      ASSIGN_OR_RETURN(left, Joined(left, sign, right));
    }
    --depth_;
    return left;
  }

 private:
  Result<NumberOperand> ReadOne() {
    if (reader_.Take("(")) {
      ASSIGN_OR_RETURN(NumberOperand inner, Read());
      RETURN_IF_ERROR(reader_.Expect(")", "the closing parenthesis is missing"));
      return inner;
    }
    const bool negative = reader_.Take("-");
    const Token token = reader_.Peek();
    if (token.kind == TokenKind::number) {
      reader_.Next();
      const std::string text = (negative ? "-" : "") + token.value;
      return NumberOperand{text, text, std::strtod(text.c_str(), nullptr)};
    }
    if (negative) return reader_.Unexpected("a number after the minus sign");
    if (token.IsName() && reader_.Peek(1).Is("(")) return ReadCall();
    return reader_.Unexpected("a number");
  }

  Result<NumberOperand> ReadCall() {
    const Token name = reader_.Next();
    reader_.Next();
    // now() is one token; now ( ) would be a function call, and there is no such function.
    if (name.value == "now") return ErrorAt(name, "a moment has the form now(), without blanks");
    if (!reader_.Take(")")) {
      do {
        RETURN_IF_ERROR(Read());
      } while (reader_.Take(","));
      RETURN_IF_ERROR(reader_.Expect(")", "the argument of a function must be in parentheses"));
    }
    scope_.NotEvaluated(ErrorAt(
        name,
        fmt::format(
            "{}(...) is not supported: dynamic rules compare with earlier results, which are not stored",
            name.value)));
    return NumberOperand{"0", "0", 0};
  }

  static Result<NumberOperand> Joined(const NumberOperand& left, const Token& sign,
                                      const NumberOperand& right) {
    const std::string& op = sign.value;
    if (op == "/" && right.value == 0) return ErrorAt(sign, "division by zero");
    NumberOperand joined;
    joined.text = fmt::format("({} {} {})", left.text, op, right.text);
    // The quotient of two integers is not an integer.
    joined.sql = fmt::format(fmt::runtime(op == "/" ? "(CAST({} AS DOUBLE) {} ({}))" : "({} {} ({}))"),
                             left.sql, op, right.sql);
    joined.value = op == "+"   ? left.value + right.value
                   : op == "-" ? left.value - right.value
                   : op == "*" ? left.value * right.value
                               : left.value / right.value;
    return joined;
  }

  TokenReader& reader_;
  ParseScope& scope_;
  int depth_ = 0;
};

}  // namespace

Result<NumberOperand> ReadNumber(TokenReader& reader, ParseScope& scope) {
  return NumberReader(reader, scope).Read();
}

}  // namespace fxlake::quality
