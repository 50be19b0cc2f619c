// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/evaluator.h"

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/json_text.h"

namespace fxlake::jsonata {

Evaluator::Evaluator(Environment& environment, const FunctionSet& functions, const Limits& limits)
    : environment_(environment), functions_(functions), limits_(limits), heap_(limits.memory) {}

// A function may be bound in the frame that it holds.
Evaluator::~Evaluator() {
  for (const auto& frame : captured_) frame->bindings.clear();
}

std::expected<std::optional<Json>, Problem> Evaluator::Run(const Program& program,
                                                           const std::optional<Json>& input) {
  const char here = 0;
  stack_ = &here;
  root_ = heap_.NewFrame({});
  Value start;
  if (input) start = heap_.FromJson(*input);
  root_->Bind("$", start);
  if (start.is_array()) {
    start = heap_.SequenceOf(std::move(start));
    start.array().outer = true;
  }
  std::optional<Json> output;
  {
    const auto result = Evaluate(*program.root, start, root_);
    if (!failed()) output = ToJson(result, *this);
  }
  if (!problem_) return output;
  // Positions count as JavaScript does.
  problem_->position = CountUtf16(std::string_view(program.text).substr(0, problem_->position));
  return std::unexpected(*problem_);
}

Value Evaluator::Fail(std::string_view code, ProblemDetails details, std::size_t position) {
  if (!problem_) problem_ = MakeProblem(code, position, details);
  return {};
}

Value Evaluator::Fail(Problem problem) {
  if (!problem_) problem_ = std::move(problem);
  return {};
}

bool Evaluator::Spend(std::size_t steps) {
  steps_ += steps;
  if (problem_) return false;
  if (steps_ > limits_.steps) {
    Fail("U1001", {.value = "more than " + std::to_string(limits_.steps) + " steps"});
  } else if (heap_.exhausted()) {
    Fail("U1001", {.value = "more than " + std::to_string(limits_.memory >> 20) + " MB"});
  }
  return !problem_;
}

bool Evaluator::StackHolds() {
  const char here = 0;
  const auto used = stack_ > &here ? stack_ - &here : &here - stack_;
  if (static_cast<std::size_t>(used) > limits_.stack) Fail("U1001", {.value = "calls are nested too deeply"});
  return !problem_;
}

Instant Evaluator::Now() {
  if (!now_) now_ = environment_.Now();
  return *now_;
}

Value Evaluator::Evaluate(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  if (problem_ || !Spend()) return {};
  if (++depth_ > limits_.depth || !StackHolds()) {
    --depth_;
    return Fail("U1001", {.value = "calls are nested too deeply"});
  }
  auto result = Dispatch(node, input, frame);
  --depth_;
  for (const auto& predicate : node.predicates) {
    if (problem_) return {};
    result = Filter(*predicate.predicate, result, frame);
  }
  if (node.group && node.kind != NodeKind::path) result = GroupBy(*node.group, result, frame, node.position);
  if (problem_) return {};
  if (!result.is_sequence() || result.array().tuples) return result;
  auto& sequence = result.array();
  if (node.keep_array) sequence.keep_singleton = true;
  if (sequence.list.empty() && sequence.loaded) return {};
  if (sequence.list.size() == 1 && !sequence.keep_singleton) return Value(sequence.list.front());
  return result;
}

Value Evaluator::Dispatch(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  switch (node.kind) {
    case NodeKind::string: return Value(const_cast<StringCell*>(&node.literal));
    case NodeKind::number: return Value(node.number);
    case NodeKind::yes: return Value(true);
    case NodeKind::no: return Value(false);
    case NodeKind::null: return Value::Null();
    case NodeKind::name: return Lookup(input, node.text);
    case NodeKind::variable: return Variable(node, input, frame);
    case NodeKind::wildcard: return Wildcard(input);
    case NodeKind::descendants: {
      if (input.is_undefined()) return {};
      auto found = heap_.Sequence();
      CollectDescendants(input, found.array());
      return found;
    }
    case NodeKind::parent: {
      const auto* value = frame->Find(node.slot->label);
      return value == nullptr ? Value() : *value;
    }
    case NodeKind::placeholder: return {};
    case NodeKind::regex: {
      auto function = heap_.Function(FunctionCell::Form::regex);
      function.function().regex = &*node.regex;
      return function;
    }
    case NodeKind::path: return Path(node, input, frame);
    case NodeKind::negation: return Negate(node, input, frame);
    case NodeKind::array: return ArrayOf(node, input, frame);
    case NodeKind::object: return GroupBy(node.parts, input, frame, node.position);
    case NodeKind::block: return Block(node, input, frame);
    case NodeKind::call: return CallNode(node, input, frame, nullptr);
    case NodeKind::partial: return Partial(node, input, frame);
    case NodeKind::lambda: return LambdaOf(node, input, frame, FunctionCell::Form::lambda);
    case NodeKind::transform: return LambdaOf(node, input, frame, FunctionCell::Form::transform);
    case NodeKind::condition: {
      if (Truth(Evaluate(*node.parts[0], input, frame))) return Evaluate(*node.parts[1], input, frame);
      return node.parts.size() > 2 ? Evaluate(*node.parts[2], input, frame) : Value();
    }
    case NodeKind::otherwise: {
      auto left = Evaluate(*node.parts[0], input, frame);
      return Truth(left) ? left : Evaluate(*node.parts[1], input, frame);
    }
    case NodeKind::coalesce: {
      auto left = Evaluate(*node.parts[0], input, frame);
      return left.is_undefined() ? Evaluate(*node.parts[1], input, frame) : left;
    }
    case NodeKind::bind: {
      auto value = Evaluate(*node.parts[1], input, frame);
      if (!problem_) frame->Bind(node.parts[0]->text, value);
      return value;
    }
    case NodeKind::apply: return ApplyNode(node, input, frame);
    case NodeKind::sort: return Sort(node, input, frame);
    case NodeKind::both:
      return Value(Truth(Evaluate(*node.parts[0], input, frame)) &&
                   Truth(Evaluate(*node.parts[1], input, frame)));
    case NodeKind::either:
      return Value(Truth(Evaluate(*node.parts[0], input, frame)) ||
                   Truth(Evaluate(*node.parts[1], input, frame)));
    default: break;
  }
  const auto left = Evaluate(*node.parts[0], input, frame);
  const auto right = Evaluate(*node.parts[1], input, frame);
  if (problem_) return {};
  switch (node.kind) {
    case NodeKind::range: return RangeOf(left, right, node.position);
    case NodeKind::concatenate: return Concatenate(node, left, right);
    case NodeKind::equal: return Value(!left.is_undefined() && !right.is_undefined() && Equal(left, right));
    case NodeKind::not_equal:
      return Value(!left.is_undefined() && !right.is_undefined() && !Equal(left, right));
    case NodeKind::in: return Value(Includes(left, right));
    case NodeKind::less:
    case NodeKind::less_equal:
    case NodeKind::greater:
    case NodeKind::greater_equal: return Compare(node, left, right);
    default: return Arithmetic(node, left, right);
  }
}

Value Evaluator::Variable(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  if (node.text.empty()) return input.is_array() && input.array().outer ? input.items()[0] : input;
  if (const auto* bound = frame->Find(node.text)) return *bound;
  if (const auto outside = environment_.Variable(node.text)) {
    auto value = heap_.FromJson(*outside);
    root_->Bind(node.text, value);
    return value;
  }
  if (node.native == nullptr) return {};
  auto function = heap_.Function(FunctionCell::Form::native);
  function.function().native = node.native;
  return function;
}

Value Evaluator::ArrayOf(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  auto array = heap_.Array();
  for (const auto& part : node.parts) {
    if (part->kind == NodeKind::range && node.parts.size() == 1) {
      // A range alone is not copied: it may have ten million numbers.
      auto range = Dispatch(*part, input, frame);
      if (problem_) return {};
      if (range.is_undefined()) break;
      range.array().sequence = false;
      array = std::move(range);
      break;
    }
    auto value = Evaluate(*part, input, frame);
    if (problem_) return {};
    if (value.is_undefined()) continue;
    if (value.is_array() && part->kind != NodeKind::array) {
      if (!Spend(value.items().size())) return {};
      for (const auto& item : value.items()) array.array().Push(item);
    } else {
      array.array().Push(std::move(value));
    }
  }
  array.array().constructed = node.constructed || node.constructs;
  return array;
}

Value Evaluator::Block(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  const auto inner = heap_.NewFrame(frame);
  Value value;
  for (const auto& part : node.parts) value = Evaluate(*part, input, inner);
  return value;
}

Value Evaluator::Negate(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  const auto value = Evaluate(*node.parts[0], input, frame);
  if (value.is_undefined()) return {};
  if (!value.is_number()) return Fail("D1002", {.token = "-", .value = Shown(value, *this)}, node.position);
  return Value(-value.number());
}

Value Evaluator::Lookup(const Value& value, std::string_view key) {
  if (value.is_object()) return value.object().Find(key);
  if (!value.is_array()) return {};
  auto found = heap_.Sequence();
  if (!Spend(value.items().size()) || !StackHolds()) return {};
  for (const auto& item : value.items()) {
    auto inner = Lookup(item, key);
    if (inner.is_array()) {
      if (!Spend(inner.items().size())) return {};
      for (const auto& each : inner.items()) found.array().Push(each);
    } else if (!inner.is_undefined()) {
      found.array().Push(std::move(inner));
    }
  }
  return found;
}

Value Evaluator::Wildcard(const Value& input) {
  auto found = heap_.Sequence();
  const auto& from =
      input.is_array() && input.array().outer && !input.items().empty() ? input.items()[0] : input;
  const auto add = [&](const Value& value) {
    if (value.is_array()) {
      Flatten(value, found.array());
    } else {
      found.array().Push(value);
    }
  };
  if (from.is_object()) {
    for (const auto& [key, value] : from.object().Members()) add(value);
  } else if (from.is_array()) {
    for (const auto& item : from.items()) add(item);
  }
  return found;
}

void Evaluator::Flatten(const Value& value, ArrayCell& to) {
  if (!StackHolds() || !Spend()) return;
  if (!value.is_array()) return to.Push(value);
  for (const auto& item : value.items()) Flatten(item, to);
}

void Evaluator::CollectDescendants(const Value& value, ArrayCell& found) {
  if (!StackHolds() || !Spend()) return;
  if (value.is_array()) {
    for (const auto& item : value.items()) CollectDescendants(item, found);
    return;
  }
  found.Push(value);
  if (!value.is_object()) return;
  for (const auto& [key, member] : value.object().Members()) CollectDescendants(member, found);
}

Value Evaluator::EvaluateText(const std::string& text, const Value& input, const Pointer<Frame>& frame) {
  auto program = BuildProgram(text, functions_, {});
  if (!program) return Fail("D3120", {.value = program.error().message});
  programs_.push_back(*program);
  const auto context = input.is_array() && !input.is_sequence() ? heap_.SequenceOf(input) : input;
  if (context.is_array() && context.is_sequence() && input.is_array() && !input.is_sequence())
    context.array().outer = true;
  auto value = Evaluate(*(*program)->root, context, frame);
  if (!problem_ || problem_->code == "U1001") return value;
  problem_ = MakeProblem("D3121", 0, {.value = problem_->message});
  return {};
}

}  // namespace fxlake::jsonata
