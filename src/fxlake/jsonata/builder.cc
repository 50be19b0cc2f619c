// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "fxlake/jsonata/ancestry.h"
#include "fxlake/jsonata/node.h"
#include "fxlake/jsonata/number_text.h"

namespace fxlake::jsonata {
namespace {

struct Operation {
  std::string_view text;
  NodeKind kind;
};
constexpr auto kOperations = std::to_array<Operation>({
    {"..", NodeKind::range},         {"+", NodeKind::add},
    {"-", NodeKind::subtract},       {"*", NodeKind::multiply},
    {"/", NodeKind::divide},         {"%", NodeKind::remainder},
    {"&", NodeKind::concatenate},    {"=", NodeKind::equal},
    {"!=", NodeKind::not_equal},     {"<", NodeKind::less},
    {"<=", NodeKind::less_equal},    {">", NodeKind::greater},
    {">=", NodeKind::greater_equal}, {"and", NodeKind::both},
    {"or", NodeKind::either},        {"in", NodeKind::in},
    {"~>", NodeKind::apply},         {"?:", NodeKind::otherwise},
    {"??", NodeKind::coalesce},      {":=", NodeKind::bind},
});

// Puts paths together and finds what % means. After the first problem everything returns nullptr.
class Builder {
 public:
  Builder(const FunctionSet& functions) : functions_(functions) {}

  std::expected<NodePointer, Problem> Build(const Syntax& syntax) {
    auto node = Convert(syntax);
    if (node && (node->kind == NodeKind::parent || !node->seeking.empty())) Fail("S0217", node->position, {});
    if (problem_) return std::unexpected(*std::move(problem_));
    return node;
  }

 private:
  NodePointer Fail(std::string_view code, std::size_t position, ProblemDetails details) {
    if (!problem_) problem_ = MakeProblem(code, position, details);
    return nullptr;
  }

  NodePointer Convert(const Syntax& syntax) {
    if (problem_) return nullptr;
    auto node = ConvertKind(syntax);
    if (problem_ || !node) return nullptr;
    if (syntax.keep_array) node->keep_array = true;
    return node;
  }

  // Every part, with the slots it seeks handed to `node`.
  bool AddParts(Node& node, const Syntax& syntax, std::size_t from = 0) {
    for (std::size_t i = from; i < syntax.parts.size(); ++i) {
      auto part = Convert(*syntax.parts[i]);
      if (!part) return false;
      PushAncestry(node, *part);
      node.parts.push_back(std::move(part));
    }
    return true;
  }

  NodePointer ConvertKind(const Syntax& syntax) {
    auto node = std::make_unique<Node>(NodeKind::name, syntax.position);
    node->text = syntax.text;
    switch (syntax.kind) {
      case SyntaxKind::word:
      case SyntaxKind::name: return PathOf(std::move(node), syntax.keep_array);
      case SyntaxKind::variable:
        node->kind = NodeKind::variable;
        node->native = functions_.Find(syntax.text);
        return node;
      case SyntaxKind::string:
        node->kind = NodeKind::string;
        node->literal.references = Cell::kEternal;
        node->literal.text = syntax.text;
        return node;
      case SyntaxKind::number:
        node->kind = NodeKind::number;
        node->number = syntax.number;
        return node;
      case SyntaxKind::literal:
        node->kind = syntax.text == "null"   ? NodeKind::null
                     : syntax.text == "true" ? NodeKind::yes
                                             : NodeKind::no;
        return node;
      case SyntaxKind::regex: {
        auto regex = Regex::Make(syntax.text, syntax.detail);
        if (!regex) return Fail("S0303", syntax.position, {.value = regex.error()});
        node->kind = NodeKind::regex;
        node->regex = *std::move(regex);
        return node;
      }
      case SyntaxKind::wildcard: node->kind = NodeKind::wildcard; return node;
      case SyntaxKind::descendants: node->kind = NodeKind::descendants; return node;
      case SyntaxKind::placeholder: node->kind = NodeKind::placeholder; return node;
      case SyntaxKind::parent:
        node->kind = NodeKind::parent;
        node->slot = std::make_shared<ParentSlot>();
        node->slot->label = "%" + std::to_string(parents_++);
        return node;
      case SyntaxKind::negation: return Negation(std::move(node), syntax);
      case SyntaxKind::array:
        node->kind = NodeKind::array;
        return AddParts(*node, syntax) ? std::move(node) : nullptr;
      case SyntaxKind::object:
        node->kind = NodeKind::object;
        return AddParts(*node, syntax) ? std::move(node) : nullptr;
      case SyntaxKind::block: return Block(std::move(node), syntax);
      case SyntaxKind::call:
      case SyntaxKind::partial:
        node->kind = syntax.kind == SyntaxKind::call ? NodeKind::call : NodeKind::partial;
        return FunctionParts(std::move(node), syntax);
      case SyntaxKind::lambda: return Lambda(std::move(node), syntax);
      case SyntaxKind::condition:
        node->kind = NodeKind::condition;
        return AddParts(*node, syntax) ? std::move(node) : nullptr;
      case SyntaxKind::transform:
        node->kind = NodeKind::transform;
        for (const auto& part : syntax.parts) {
          auto converted = Convert(*part);
          if (!converted) return nullptr;
          node->parts.push_back(std::move(converted));
        }
        return node;
      case SyntaxKind::predicate: return Predicate(syntax);
      case SyntaxKind::group: return Group(syntax);
      case SyntaxKind::sort: return Sort(syntax);
      case SyntaxKind::focus: return Focus(syntax);
      case SyntaxKind::index: return Index(syntax);
      case SyntaxKind::binary: return Binary(std::move(node), syntax);
    }
    return nullptr;
  }

  static NodePointer PathOf(NodePointer step, bool keep_singleton = false) {
    auto path = std::make_unique<Node>(NodeKind::path, step->position);
    step->keep_array = step->keep_array || keep_singleton;
    path->keep_singleton = keep_singleton;
    path->parts.push_back(std::move(step));
    return path;
  }

  static Node& LastStep(Node& node) { return node.kind == NodeKind::path ? *node.parts.back() : node; }

  NodePointer Negation(NodePointer node, const Syntax& syntax) {
    auto operand = Convert(*syntax.parts[0]);
    if (!operand) return nullptr;
    if (operand->kind == NodeKind::number) {
      operand->number = -operand->number;
      return operand;
    }
    node->kind = NodeKind::negation;
    PushAncestry(*node, *operand);
    node->parts.push_back(std::move(operand));
    return node;
  }

  NodePointer Block(NodePointer node, const Syntax& syntax) {
    node->kind = NodeKind::block;
    if (!AddParts(*node, syntax)) return nullptr;
    for (const auto& part : node->parts) {
      if (part->constructs || (part->kind == NodeKind::path && part->parts[0]->constructs))
        node->constructs = true;
    }
    return node;
  }

  // The function first. Slots that arguments seek are sought by the call.
  NodePointer FunctionParts(NodePointer node, const Syntax& syntax) {
    auto procedure = Convert(*syntax.parts[0]);
    if (!procedure) return nullptr;
    node->text = procedure->kind == NodeKind::path ? procedure->parts[0]->text : procedure->text;
    if (procedure->kind == NodeKind::path) node->native = functions_.Find(node->text);
    node->parts.push_back(std::move(procedure));
    return AddParts(*node, syntax, 1) ? std::move(node) : nullptr;
  }

  NodePointer Lambda(NodePointer node, const Syntax& syntax) {
    node->kind = NodeKind::lambda;
    node->names = syntax.names;
    if (!syntax.detail.empty()) {
      node->signature = Signature::Parse(syntax.detail).value();
    }
    auto body = Convert(*syntax.parts[0]);
    if (!body) return nullptr;
    node->parts.push_back(std::move(body));
    return node;
  }

  NodePointer Binary(NodePointer node, const Syntax& syntax) {
    if (syntax.text == ".") return Path(syntax);
    for (const auto& operation : kOperations) {
      if (operation.text != syntax.text) continue;
      node->kind = operation.kind;
      return AddParts(*node, syntax) ? std::move(node) : nullptr;
    }
    return Fail("S0204", syntax.position, {.token = syntax.text});
  }

  NodePointer Path(const Syntax& syntax) {
    auto left = Convert(*syntax.parts[0]);
    if (!left) return nullptr;
    auto path = left->kind == NodeKind::path ? std::move(left) : nullptr;
    if (!path) {
      path = std::make_unique<Node>(NodeKind::path, left->position);
      if (left->kind == NodeKind::parent) path->seeking = {left->slot};
      path->parts.push_back(std::move(left));
    }
    auto right = Convert(*syntax.parts[1]);
    if (!right) return nullptr;
    if (right->kind == NodeKind::path) {
      // What stands in parentheses or behind a sort keeps what it says of the whole.
      path->keep_singleton = path->keep_singleton || right->keep_singleton;
      for (auto& step : right->parts) path->parts.push_back(std::move(step));
    } else {
      for (auto& predicate : right->predicates) right->stages.push_back(std::move(predicate));
      right->predicates.clear();
      path->parts.push_back(std::move(right));
    }
    for (auto& step : path->parts) {
      if (step->kind == NodeKind::number || step->kind == NodeKind::yes || step->kind == NodeKind::no ||
          step->kind == NodeKind::null) {
        return Fail("S0213", step->position,
                    {.value = step->kind == NodeKind::number ? NumberText(step->number) : step->text});
      }
      if (step->kind == NodeKind::string) step->kind = NodeKind::name;
      if (step->keep_array) path->keep_singleton = true;
    }
    if (path->parts.front()->kind == NodeKind::array) path->parts.front()->constructs = true;
    if (path->parts.back()->kind == NodeKind::array) path->parts.back()->constructed = true;
    if (!ResolveAncestry(*path)) return Fail("S0217", syntax.position, {});
    return path;
  }

  NodePointer Predicate(const Syntax& syntax) {
    auto node = Convert(*syntax.parts[0]);
    if (!node) return nullptr;
    auto& step = LastStep(*node);
    if (step.group) return Fail("S0209", syntax.position, {});
    auto predicate = Convert(*syntax.parts[1]);
    if (!predicate) return nullptr;
    if (!predicate->seeking.empty()) {
      for (auto& slot : predicate->seeking) {
        if (slot->level == 1) {
          if (!SeekParent(step, *slot, slot)) return Fail("S0217", syntax.position, {});
        } else {
          --slot->level;
        }
      }
      PushAncestry(step, *predicate);
    }
    auto& stages = node->kind == NodeKind::path ? step.stages : step.predicates;
    stages.push_back({std::move(predicate), ""});
    return node;
  }

  NodePointer Group(const Syntax& syntax) {
    auto node = Convert(*syntax.parts[0]);
    if (!node) return nullptr;
    if (node->group) return Fail("S0210", syntax.position, {});
    Pairs pairs;
    for (std::size_t i = 1; i < syntax.parts.size(); ++i) {
      auto part = Convert(*syntax.parts[i]);
      if (!part) return nullptr;
      pairs.push_back(std::move(part));
    }
    node->group = std::move(pairs);
    return node;
  }

  NodePointer Sort(const Syntax& syntax) {
    auto node = Convert(*syntax.parts[0]);
    if (!node) return nullptr;
    if (node->kind != NodeKind::path) node = PathOf(std::move(node));
    auto sort = std::make_unique<Node>(NodeKind::sort, syntax.position);
    sort->text = "^";
    sort->descending = syntax.descending;
    if (!AddParts(*sort, syntax, 1)) return nullptr;
    node->parts.push_back(std::move(sort));
    if (!ResolveAncestry(*node)) return Fail("S0217", syntax.position, {});
    return node;
  }

  NodePointer Focus(const Syntax& syntax) {
    auto node = Convert(*syntax.parts[0]);
    if (!node) return nullptr;
    auto& step = LastStep(*node);
    if (!step.stages.empty() || !step.predicates.empty()) return Fail("S0215", syntax.position, {});
    if (step.kind == NodeKind::sort) return Fail("S0216", syntax.position, {});
    if (syntax.keep_array) step.keep_array = true;
    step.focus = syntax.text;
    step.tuple = true;
    return node;
  }

  NodePointer Index(const Syntax& syntax) {
    auto node = Convert(*syntax.parts[0]);
    if (!node) return nullptr;
    if (node->kind != NodeKind::path) {
      for (auto& predicate : node->predicates) node->stages.push_back(std::move(predicate));
      node->predicates.clear();
      node = PathOf(std::move(node));
    }
    auto& step = LastStep(*node);
    if (step.stages.empty()) {
      step.index = syntax.text;
    } else {
      step.stages.push_back({nullptr, syntax.text});
    }
    step.tuple = true;
    return node;
  }

  const FunctionSet& functions_;
  std::optional<Problem> problem_;
  int parents_ = 0;
};

}  // namespace

std::expected<std::shared_ptr<const Program>, Problem> BuildProgram(std::string_view text,
                                                                    const FunctionSet& functions,
                                                                    const SyntaxOptions& options) {
  auto program = std::make_shared<Program>();
  program->text = text;
  auto syntax = ParseSyntax(program->text, options);
  if (!syntax) return std::unexpected(std::move(syntax).error());
  auto root = Builder(functions).Build(**syntax);
  if (!root) return std::unexpected(std::move(root).error());
  program->root = *std::move(root);
  return program;
}

}  // namespace fxlake::jsonata
