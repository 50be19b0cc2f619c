// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "fxlake/asl/expression/expression.h"
#include "fxlake/asl/expression/intrinsic.h"
#include "fxlake/asl/expression/intrinsic_text.h"
#include "fxlake/base/nearest.h"

namespace fxlake::asl {

class ExpressionReader {
 public:
  explicit ExpressionReader(std::string_view text) : text_(text) {}

  Result<Expression> Read() {
    SkipBlanks();
    ASSIGN_OR_RETURN(auto expression, ReadCall(1));
    SkipBlanks();
    if (at_ != text_.size()) return Fail("the end");
    return expression;
  }

 private:
  Error Fail(const std::string& expected) const {
    return InvalidInput("intrinsic function " + JsonQuote(text_) + ": expected " + expected +
                        " at position " + std::to_string(at_ + 1));
  }

  void SkipBlanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  char Here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  Result<Expression> ReadCall(int nesting) {
    const auto start = at_;
    while (at_ < text_.size() && (IsVariablePart(text_[at_]) || text_[at_] == '.')) ++at_;
    const auto name = text_.substr(start, at_ - start);
    const auto* function = FindIntrinsic(name);
    if (function == nullptr) return Unknown(name);
    if (nesting > Expression::kMaxNesting)
      return Fail("at most " + std::to_string(Expression::kMaxNesting) + " nested functions");
    SkipBlanks();
    if (Here() != '(') return Fail("\"(\"");
    ++at_;
    Expression::Call call{function, {}};
    SkipBlanks();
    while (Here() != ')') {
      if (!call.arguments.empty()) {
        if (Here() != ',') return Fail("\",\" or \")\"");
        ++at_;
        SkipBlanks();
      }
      const bool is_template = call.arguments.empty() && function->name == "States.Format";
      ASSIGN_OR_RETURN(auto argument, ReadArgument(nesting, is_template));
      call.arguments.push_back(std::move(argument));
      const auto* literal = std::get_if<Json>(&call.arguments.back().node_);
      if (literal != nullptr && function->numbers && !literal->is_number())
        return Fail("a number or a path before");
      SkipBlanks();
    }
    ++at_;
    if (call.arguments.size() < function->least || call.arguments.size() > function->most) {
      return InvalidInput("intrinsic function " + JsonQuote(text_) + ": " + std::string(name) + " takes " +
                          Arity(*function) + ", not " + std::to_string(call.arguments.size()));
    }
    Expression expression;
    expression.text_ = text_.substr(start, at_ - start);
    expression.node_ = std::make_shared<const Expression::Call>(std::move(call));
    return expression;
  }

  static std::string Arity(const Intrinsic& function) {
    auto text = std::to_string(function.least);
    if (function.most > 100) return text + " or more arguments";
    if (function.most != function.least) text += " to " + std::to_string(function.most);
    return text + (function.most == 1 ? " argument" : " arguments");
  }

  Error Unknown(std::string_view name) const {
    std::vector<std::string_view> names;
    for (const auto& each : Intrinsics()) names.push_back(each.name);
    const auto nearest = name.size() > 40 ? std::string_view() : Nearest(name, names);
    return InvalidInput("unknown intrinsic function " + JsonQuote(name.empty() ? text_ : name) +
                        (nearest.empty() ? std::string() : "; did you mean " + std::string(nearest) + "?"));
  }

  Result<Expression> ReadArgument(int nesting, bool is_template) {
    const auto start = at_;
    Expression expression;
    if (Here() == '\'') {
      ASSIGN_OR_RETURN(const auto raw, Quoted());
      // Format distinguishes {} from \{\} and therefore unescapes the text itself.
      expression.node_ = Json(is_template ? std::string(raw) : Unescape(raw));
    } else if (Here() == '$') {
      ASSIGN_OR_RETURN(auto path, JsonPath::Parse(PathText()));
      expression.node_ = std::move(path);
    } else if (text_.substr(at_).starts_with("States.")) {
      return ReadCall(nesting + 1);
    } else {
      const auto end = std::min(text_.find_first_of(",) ", at_), text_.size());
      auto value = Json::Parse(text_.substr(at_, end - at_));
      if (!value || value->is_string() || value->is_array() || value->is_object()) {
        return Fail("a path, a number, a text in single quotes, true, false, null or a function");
      }
      at_ = end;
      expression.node_ = *std::move(value);
    }
    expression.text_ = text_.substr(start, at_ - start);
    return expression;
  }

  Result<std::string_view> Quoted() {
    const auto start = ++at_;
    while (Here() != '\'') {
      if (Here() == '\\') {
        ++at_;
        if (!std::string_view("'{}\\").contains(Here())) return Fail("one of ' { } \\ after a backslash");
      }
      if (++at_ >= text_.size()) return Fail("the closing quote");
    }
    return text_.substr(start, at_++ - start);
  }

  // A path ends at a comma or parenthesis outside its own brackets, quotes and parentheses.
  std::string_view PathText() {
    const auto start = at_;
    int open = 0;
    char quote = '\0';
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quote != '\0') {
        if (c == '\\') {
          ++at_;
        } else if (c == quote) {
          quote = '\0';
        }
      } else if (open > 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == '[' || c == '(') {
        ++open;
      } else if ((c == ']' || c == ')') && open > 0) {
        --open;
      } else if (open == 0 && (c == ',' || c == ')')) {
        break;
      }
    }
    at_ = std::min(at_, text_.size());
    auto path = text_.substr(start, at_ - start);
    while (path.ends_with(' ')) path.remove_suffix(1);
    return path;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

Result<Expression> Expression::Parse(std::string_view text) {
  if (!text.starts_with('$')) return ExpressionReader(text).Read();
  Expression expression;
  expression.text_ = text;
  ASSIGN_OR_RETURN(expression.node_, JsonPath::Parse(text));
  return expression;
}

}  // namespace fxlake::asl
