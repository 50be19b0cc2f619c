// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/syntax.h"

#include <algorithm>
#include <array>
#include <optional>

#include "fxlake/jsonata/lexer.h"
#include "fxlake/jsonata/signature.h"

namespace fxlake::jsonata {
namespace {

using Tree = std::unique_ptr<Syntax>;

struct Power {
  std::string_view operation;
  int power;
};
// How strongly operators bind what is on their left.
constexpr auto kPowers = std::to_array<Power>({
    {".", 75},  {"[", 80},   {"{", 70},  {"(", 80},  {"@", 80},  {"#", 80},  {"?", 20},
    {"+", 50},  {"-", 50},   {"*", 60},  {"/", 60},  {"%", 60},  {"=", 40},  {"<", 40},
    {">", 40},  {"^", 40},   {"!=", 40}, {"<=", 40}, {">=", 40}, {"~>", 40}, {"?:", 40},
    {"??", 40}, {"and", 30}, {"or", 25}, {"in", 40}, {"&", 50},  {":=", 10},
});
constexpr int kNegationPower = 70;
constexpr int kDeepest = 400;  // levels of an expression; each takes stack here and in whoever walks it

// Reads by the precedence of operators. After the first problem everything returns nullptr.
class Parser {
 public:
  Parser(std::string_view text, const SyntaxOptions& options) : lexer_(text), options_(options) {}

  std::expected<Tree, Problem> Parse() {
    Advance(false);
    auto tree = Expression(0);
    if (!problem_ && token_.kind != TokenKind::end) Fail("S0201", token_, {});
    if (problem_) return std::unexpected(*std::move(problem_));
    return tree;
  }

 private:
  bool Is(std::string_view operation) const {
    return token_.kind == TokenKind::operation && token_.text == operation;
  }

  Tree Fail(std::string_view code, const Token& token, ProblemDetails details) {
    if (problem_) return nullptr;
    details.token = token.text;
    problem_ = MakeProblem(code, token.position, details);
    token_ = Token();
    return nullptr;
  }

  // Takes the token and reads the next one.
  Token Advance(bool after_operand) {
    auto taken = std::move(token_);
    if (problem_) return taken;
    auto next = lexer_.Next(after_operand);
    if (!next) {
      problem_ = std::move(next).error();
      token_ = Token();
    } else {
      token_ = *std::move(next);
    }
    return taken;
  }

  void Expect(std::string_view operation, bool after_operand = false) {
    if (problem_) return;
    if (!Is(operation)) {
      Fail(token_.kind == TokenKind::end ? "S0203" : "S0202", token_, {.value = std::string(operation)});
      return;
    }
    Advance(after_operand);
  }

  int LeftPower() const {
    if (token_.kind != TokenKind::operation) return 0;
    if (!options_.defaults && (token_.text == "?:" || token_.text == "??")) return 0;
    const auto* found = std::ranges::find(kPowers, token_.text, &Power::operation);
    return found == kPowers.end() ? 0 : found->power;
  }

  static Tree Make(SyntaxKind kind, const Token& token) {
    auto tree = std::make_unique<Syntax>();
    tree->kind = kind;
    tree->text = token.text;
    tree->number = token.number;
    tree->position = token.position;
    return tree;
  }

  Tree Expression(int power) {
    if (problem_) return nullptr;
    if (depth_ >= kDeepest) return Fail("S0500", token_, {});
    ++depth_;
    auto left = Prefix(Advance(true));
    int chained = 0;
    while (!problem_ && power < LeftPower()) {
      // Chains make trees as deep as they are long.
      if (++chained + depth_ > kDeepest * 4) return Fail("S0500", token_, {});
      left = Infix(std::move(left));
    }
    --depth_;
    return problem_ ? nullptr : std::move(left);
  }

  Tree Prefix(const Token& token) {
    if (problem_) return nullptr;
    switch (token.kind) {
      case TokenKind::end: return Fail("S0207", token, {});
      case TokenKind::name: return Make(SyntaxKind::name, token);
      case TokenKind::variable: return Make(SyntaxKind::variable, token);
      case TokenKind::string: return Make(SyntaxKind::string, token);
      case TokenKind::number: return Make(SyntaxKind::number, token);
      case TokenKind::literal: return Make(SyntaxKind::literal, token);
      case TokenKind::regex: {
        auto tree = Make(SyntaxKind::regex, token);
        tree->detail = token.flags;
        return tree;
      }
      case TokenKind::operation: return PrefixOperation(token);
    }
    return nullptr;
  }

  // The token behind `token` has been read as one that follows an operand: where "/" can begin a regular
  // expression it is read again.
  Tree PrefixOperation(const Token& token) {
    const auto& text = token.text;
    if (text == "*") return Make(SyntaxKind::wildcard, token);
    if (text == "**") return Make(SyntaxKind::descendants, token);
    if (text == "%") return Make(SyntaxKind::parent, token);
    if (text == "and" || text == "or" || text == "in") return Make(SyntaxKind::word, token);
    if (text == "?") return Make(SyntaxKind::placeholder, token);
    RereadRegex(token);
    auto tree = Make(SyntaxKind::negation, token);
    if (text == "-") {
      tree->parts.push_back(Expression(kNegationPower));
      return tree;
    }
    if (text == "(") {
      tree->kind = SyntaxKind::block;
      while (!problem_ && !Is(")")) {
        tree->parts.push_back(Expression(0));
        if (!Is(";")) break;
        Advance(false);
      }
      Expect(")", true);
      return tree;
    }
    if (text == "[") return ArrayItems(std::move(tree));
    if (text == "{") {
      tree->kind = SyntaxKind::object;
      return Pairs(std::move(tree));
    }
    if (text == "|") {
      tree->kind = SyntaxKind::transform;
      tree->parts.push_back(Expression(0));
      Expect("|");
      tree->parts.push_back(Expression(0));
      if (Is(",")) {
        Advance(false);
        tree->parts.push_back(Expression(0));
      }
      Expect("|", true);
      return tree;
    }
    return Fail("S0211", token, {});
  }

  void RereadRegex(const Token& before) {
    if (problem_ || !Is("/")) return;
    lexer_.GoTo(before.position);
    Advance(false);
  }

  Tree ArrayItems(Tree tree) {
    tree->kind = SyntaxKind::array;
    if (!Is("]")) {
      while (!problem_) {
        auto item = Expression(0);
        if (Is("..")) {
          const auto range = Advance(false);
          auto both = Make(SyntaxKind::binary, range);
          both->parts.push_back(std::move(item));
          both->parts.push_back(Expression(0));
          item = std::move(both);
        }
        tree->parts.push_back(std::move(item));
        if (!Is(",")) break;
        Advance(false);
      }
    }
    Expect("]", true);
    return tree;
  }

  Tree Pairs(Tree tree) {
    if (!Is("}")) {
      while (!problem_) {
        tree->parts.push_back(Expression(0));
        Expect(":");
        tree->parts.push_back(Expression(0));
        if (!Is(",")) break;
        Advance(false);
      }
    }
    Expect("}", true);
    return tree;
  }

  Tree Infix(Tree left) {
    const auto token = Advance(false);
    const auto& text = token.text;
    if (text == "(") return Call(std::move(left), token);
    if (text == "[") return Predicate(std::move(left), token);
    auto tree = Make(SyntaxKind::binary, token);
    if (text == "?") {
      tree->kind = SyntaxKind::condition;
      tree->parts.push_back(std::move(left));
      tree->parts.push_back(Expression(0));
      if (Is(":")) {
        Advance(false);
        tree->parts.push_back(Expression(0));
      }
      return tree;
    }
    if (text == ":=" && left->kind != SyntaxKind::variable) {
      return Fail("S0212", token, {});
    }
    tree->parts.push_back(std::move(left));
    if (text == "{") {
      tree->kind = SyntaxKind::group;
      return Pairs(std::move(tree));
    }
    if (text == "^") return SortTerms(std::move(tree));
    if (text == "@" || text == "#") {
      tree->kind = text == "@" ? SyntaxKind::focus : SyntaxKind::index;
      const auto right = Expression(LeftPowerOf(text));
      if (problem_) return nullptr;
      if (right->kind != SyntaxKind::variable) {
        auto wrong = token;
        return Fail("S0214", wrong, {});
      }
      tree->text = right->text;
      return tree;
    }
    const bool to_the_end = text == "?:" || text == "??";
    tree->parts.push_back(Expression(to_the_end ? 0 : text == ":=" ? 9 : LeftPowerOf(text)));
    return tree;
  }

  static int LeftPowerOf(std::string_view operation) {
    return std::ranges::find(kPowers, operation, &Power::operation)->power;
  }

  Tree SortTerms(Tree tree) {
    tree->kind = SyntaxKind::sort;
    Expect("(");
    while (!problem_) {
      bool descending = false;
      if (Is("<") || Is(">")) descending = Advance(false).text == ">";
      tree->descending.push_back(descending);
      tree->parts.push_back(Expression(0));
      if (!Is(",")) break;
      Advance(false);
    }
    Expect(")", true);
    return tree;
  }

  Tree Predicate(Tree left, const Token& token) {
    if (problem_) return nullptr;
    if (Is("]")) {
      auto* step = left.get();
      while (step->kind == SyntaxKind::predicate) step = step->parts[0].get();
      step->keep_array = true;
      Advance(true);
      return left;
    }
    auto tree = Make(SyntaxKind::predicate, token);
    tree->parts.push_back(std::move(left));
    tree->parts.push_back(Expression(0));
    Expect("]", true);
    return tree;
  }

  Tree Call(Tree left, const Token& token) {
    auto tree = Make(SyntaxKind::call, token);
    const bool lambda =
        left->kind == SyntaxKind::name && (left->text == "function" || left->text == "\u03BB");
    tree->parts.push_back(std::move(left));
    if (!Is(")")) {
      while (!problem_) {
        if (Is("?")) {
          tree->kind = SyntaxKind::partial;
          tree->parts.push_back(Make(SyntaxKind::placeholder, Advance(false)));
        } else {
          tree->parts.push_back(Expression(0));
        }
        if (!Is(",")) break;
        Advance(false);
      }
    }
    Expect(")", true);
    return lambda ? Lambda(std::move(tree), token) : std::move(tree);
  }

  Tree Lambda(Tree tree, const Token& token) {
    if (problem_) return nullptr;
    for (std::size_t i = 1; i < tree->parts.size(); ++i) {
      const auto& part = *tree->parts[i];
      if (part.kind != SyntaxKind::variable) {
        Token wrong = token;
        wrong.text = part.text;
        wrong.position = part.position;
        return Fail("S0208", wrong, {.value = part.text});
      }
      tree->names.push_back(part.text);
    }
    tree->parts.clear();
    tree->kind = SyntaxKind::lambda;
    if (Is("<")) {
      int depth = 1;
      tree->detail = "<";
      Advance(false);
      while (!problem_ && depth > 0 && !Is("{") && token_.kind != TokenKind::end) {
        depth += Is("<") ? 1 : Is(">") ? -1 : 0;
        tree->detail += token_.text;
        if (depth > 0) Advance(false);
      }
      Expect(">");
      if (auto signature = Signature::Parse(tree->detail); !problem_ && !signature) {
        problem_ = std::move(signature).error();
        problem_->position = tree->position;
        return nullptr;
      }
    }
    Expect("{");
    tree->parts.push_back(Expression(0));
    Expect("}", true);
    return tree;
  }

  Lexer lexer_;
  SyntaxOptions options_;
  Token token_;
  std::optional<Problem> problem_;
  int depth_ = 0;
};

}  // namespace

std::expected<std::unique_ptr<Syntax>, Problem> ParseSyntax(std::string_view text,
                                                            const SyntaxOptions& options) {
  return Parser(text, options).Parse();
}

}  // namespace fxlake::jsonata
