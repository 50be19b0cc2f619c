// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/copy.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/json_text.h"

namespace fxlake::jsonata {
namespace {

// Nothing is done with what it gives but to give it back.
bool IsBare(const Node& node) { return node.predicates.empty() && !node.group && !node.keep_array; }

}  // namespace

// A problem of a function is where it is called.
void Evaluator::LocateProblem(const Node& call) {
  if (!problem_ || problem_->position != 0) return;
  problem_->position = call.position;
  if (problem_->token.empty()) problem_->token = call.text;
}

bool Evaluator::Arguments(const Node& node, const Value& input, const Pointer<Frame>& frame,
                          std::vector<Value>& arguments) {
  arguments.reserve(arguments.size() + node.parts.size() - 1);
  for (std::size_t i = 1; i < node.parts.size(); ++i)
    arguments.push_back(Evaluate(*node.parts[i], input, frame));
  return !problem_;
}

Value Evaluator::CallNode(const Node& node, const Value& input, const Pointer<Frame>& frame,
                          const Value* first) {
  const auto function = Evaluate(*node.parts[0], input, frame);
  if (function.is_undefined() && node.parts[0]->kind == NodeKind::path &&
      (node.native != nullptr || frame->Find(node.text) != nullptr)) {
    return Fail("T1005", {.token = node.text}, node.position);
  }
  std::vector<Value> arguments;
  if (first != nullptr) arguments.push_back(*first);
  if (!Arguments(node, input, frame, arguments)) return {};
  call_frame_ = &frame;
  auto value = Apply(function, std::move(arguments), input, &node);
  call_frame_ = nullptr;
  LocateProblem(node);
  return value;
}

Value Evaluator::ApplyNode(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  const auto left = Evaluate(*node.parts[0], input, frame);
  if (problem_) return {};
  const auto& right = *node.parts[1];
  if (right.kind == NodeKind::call && IsBare(right)) return CallNode(right, input, frame, &left);
  const auto function = Evaluate(right, input, frame);
  if (problem_) return {};
  if (!function.is_function())
    return Fail("T2006", {.token = node.text, .value = Shown(function, *this)}, node.position);
  if (!left.is_function()) {
    auto value = Apply(function, {left}, input, &node);
    LocateProblem(node);
    return value;
  }
  auto chain = heap_.Function(FunctionCell::Form::composed);
  chain.function().values = {left, function};
  return chain;
}

Value Evaluator::Partial(const Node& node, const Value& input, const Pointer<Frame>& frame) {
  const auto function = Evaluate(*node.parts[0], input, frame);
  if (problem_) return {};
  if (!function.is_function()) {
    const bool known = node.parts[0]->kind == NodeKind::path &&
                       (node.native != nullptr || frame->Find(node.text) != nullptr);
    return Fail(known ? "T1007" : "T1008", {.token = node.text}, node.position);
  }
  auto partial = heap_.Function(FunctionCell::Form::partial);
  auto& cell = partial.function();
  cell.values.push_back(function);
  for (std::size_t i = 1; i < node.parts.size(); ++i) {
    const bool given = node.parts[i]->kind != NodeKind::placeholder;
    cell.is_given.push_back(given);
    cell.values.push_back(given ? Evaluate(*node.parts[i], input, frame) : Value());
  }
  return partial;
}

Value Evaluator::LambdaOf(const Node& node, const Value& input, const Pointer<Frame>& frame,
                          FunctionCell::Form form) {
  auto lambda = heap_.Function(form);
  auto& cell = lambda.function();
  cell.node = &node;
  cell.frame = frame;
  cell.input = input;
  for (auto* each = frame.get(); each != nullptr && !each->captured; each = each->parent.get()) {
    each->captured = true;
    captured_.emplace_back(each);
  }
  return lambda;
}

int Evaluator::ArityOf(const Value& function) {
  const auto& cell = function.function();
  switch (cell.form) {
    case FunctionCell::Form::native: return cell.native->arity;
    case FunctionCell::Form::lambda: return static_cast<int>(cell.node->names.size());
    case FunctionCell::Form::partial: return static_cast<int>(std::ranges::count(cell.is_given, false));
    default: return 1;
  }
}

Value Evaluator::CallBack(const Value& function, std::span<const Value> arguments) {
  const auto wanted = static_cast<std::size_t>(std::max(1, ArityOf(function)));
  const auto count = std::min(wanted, arguments.size());
  return Apply(function,
               std::vector<Value>(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(count)),
               Value());
}

Value Evaluator::Apply(const Value& function, std::vector<Value> arguments, const Value& context,
                       const Node* call) {
  if (problem_ || !Spend() || !StackHolds()) return {};
  const std::string_view name = call == nullptr ? std::string_view() : std::string_view(call->text);
  if (!function.is_function())
    return Fail("T1006", {.token = std::string(name)}, call == nullptr ? 0 : call->position);
  const auto& cell = function.function();
  switch (cell.form) {
    case FunctionCell::Form::native: {
      const auto& native = *cell.native;
      auto validated = native.signature.Validate(std::move(arguments), context, native.name, heap_);
      if (!validated) return Fail(std::move(validated).error());
      const auto frame = call_frame_ == nullptr ? root_ : *std::exchange(call_frame_, nullptr);
      ::fxlake::jsonata::Call native_call{*this, *validated, context, frame};
      return native.apply(native_call);
    }
    case FunctionCell::Form::lambda: return ApplyLambda(function, std::move(arguments), context, call);
    case FunctionCell::Form::partial: {
      std::vector<Value> all;
      std::size_t next = 0;
      for (std::size_t i = 0; i < cell.is_given.size(); ++i) {
        if (cell.is_given[i]) {
          all.push_back(cell.values[i + 1]);
        } else {
          all.push_back(next < arguments.size() ? arguments[next++] : Value());
        }
      }
      return Apply(cell.values[0], std::move(all), context, call);
    }
    case FunctionCell::Form::composed: {
      auto value = Apply(cell.values[0], std::move(arguments), context, call);
      return problem_ ? Value() : Apply(cell.values[1], {std::move(value)}, context, call);
    }
    case FunctionCell::Form::regex:
    case FunctionCell::Form::next_match: return ApplyRegex(cell, arguments);
    case FunctionCell::Form::transform: return Transform(cell, arguments);
  }
  return {};
}

// A function that ends in the call of another, or of itself, leaves before that one begins: such calls can go
// on without end.
Value Evaluator::ApplyLambda(Value function, std::vector<Value> arguments, const Value& context,
                             const Node* call) {
  call_frame_ = nullptr;
  for (;;) {
    if (!Spend()) return {};
    const auto& cell = function.function();
    const auto& node = *cell.node;
    if (node.signature) {
      auto validated = node.signature->Validate(std::move(arguments), context,
                                                call == nullptr ? std::string_view() : call->text, heap_);
      if (!validated) return Fail(std::move(validated).error());
      arguments = *std::move(validated);
    }
    auto frame = heap_.NewFrame(cell.frame);
    for (std::size_t i = 0; i < node.names.size(); ++i)
      frame->Bind(node.names[i], i < arguments.size() ? std::move(arguments[i]) : Value());
    std::optional<Tail> tail;
    const auto input = cell.input;
    ++depth_;
    auto value = EvaluateTail(*node.parts[0], input, std::move(frame), tail);
    --depth_;
    if (problem_ || !tail) return value;
    function = std::move(tail->function);
    arguments = std::move(tail->arguments);
    call = tail->call;
    if (function.is_function() && function.function().form == FunctionCell::Form::lambda) continue;
    value = Apply(function, std::move(arguments), input, call);
    LocateProblem(*call);
    return value;
  }
}

Value Evaluator::EvaluateTail(const Node& body, const Value& input, Pointer<Frame> frame,
                              std::optional<Tail>& tail) {
  const auto* node = &body;
  while (!problem_ && IsBare(*node)) {
    if (node->kind == NodeKind::condition) {
      if (Truth(Evaluate(*node->parts[0], input, frame))) {
        node = node->parts[1].get();
      } else if (node->parts.size() > 2) {
        node = node->parts[2].get();
      } else {
        return {};
      }
    } else if (node->kind == NodeKind::block && !node->parts.empty()) {
      frame = heap_.NewFrame(frame);
      for (std::size_t i = 0; i + 1 < node->parts.size(); ++i) Evaluate(*node->parts[i], input, frame);
      node = node->parts.back().get();
    } else if (node->kind == NodeKind::call) {
      auto function = Evaluate(*node->parts[0], input, frame);
      if (!function.is_function()) break;
      tail.emplace(std::move(function));
      tail->call = node;
      if (!Arguments(*node, input, frame, tail->arguments)) return {};
      return {};
    } else {
      break;
    }
  }
  return Evaluate(*node, input, frame);
}

Value Evaluator::ApplyRegex(const FunctionCell& function, const std::vector<Value>& arguments) {
  if (function.form == FunctionCell::Form::next_match)
    return MatchFrom(*function.regex, function.values[0], function.offset);
  const auto text = arguments.empty() ? Value() : arguments[0];
  if (!text.is_string()) return {};
  return MatchFrom(*function.regex, text, 0);
}

// {match, start, end, groups, next}, as functions get it that take a matcher.
Value Evaluator::MatchFrom(const Regex& regex, const Value& text, std::size_t offset) {
  if (!Spend(1 + text.string().size() / 64)) return {};
  const auto found = regex.Find(text.string(), offset);
  if (!found) {
    if (found.error() == Regex::Failure::limit)
      return Fail("U1001", {.value = "a regular expression tries too many ways"});
    return {};
  }
  const std::string_view subject = text.string();
  if (found->start == found->end) return Fail("D1004");
  auto match = heap_.Object();
  auto& object = match.object();
  object.Set("match", heap_.String(std::string(subject.substr(found->start, found->end - found->start))));
  object.Set("start", Value(static_cast<double>(CountUtf16(subject.substr(0, found->start)))));
  object.Set("end", Value(static_cast<double>(CountUtf16(subject.substr(0, found->end)))));
  auto groups = heap_.Array();
  for (const auto group : found->groups) groups.array().Push(heap_.String(std::string(group)));
  object.Set("groups", std::move(groups));
  auto next = heap_.Function(FunctionCell::Form::next_match);
  next.function().regex = &regex;
  next.function().values.push_back(text);
  next.function().offset = found->end;
  object.Set("next", std::move(next));
  return match;
}

Value Evaluator::Transform(const FunctionCell& function, const std::vector<Value>& arguments) {
  const auto subject = arguments.empty() ? Value() : arguments[0];
  if (subject.is_undefined()) return {};
  if (!subject.is_object() && !subject.is_array())
    return Fail("T0410", {.value = Shown(subject, *this), .index = 1});
  const auto& node = *function.node;
  Value clone;
  if (const auto* bound = function.frame->Find("clone")) {
    if (!bound->is_function()) return Fail("T2013", {}, node.position);
    clone = Apply(*bound, {subject}, Value());
  } else {
    clone = Clone(subject, *this);
  }
  const auto matches = Evaluate(*node.parts[0], clone, function.frame);
  if (problem_ || matches.is_undefined()) return problem_ ? Value() : clone;
  if (!matches.is_array()) {
    Update(node, matches, function.frame);
  } else {
    for (const auto& match : matches.items()) Update(node, match, function.frame);
  }
  return clone;
}

void Evaluator::Update(const Node& node, const Value& match, const Pointer<Frame>& frame) {
  const auto update = Evaluate(*node.parts[1], match, frame);
  if (problem_) return;
  if (!update.is_undefined()) {
    if (!update.is_object()) {
      Fail("T2011", {.value = Shown(update, *this)}, node.parts[1]->position);
      return;
    }
    if (match.is_object()) {
      const auto members = update.object().Members();
      // A copy, since what is set may hold the object itself.
      for (const auto& [key, value] : members) match.object().Set(key, Clone(value, *this));
    }
  }
  if (node.parts.size() < 3) return;
  const auto removed = Evaluate(*node.parts[2], match, frame);
  if (problem_ || removed.is_undefined()) return;
  const auto list = removed.is_array() ? removed : heap_.Array({removed});
  for (const auto& key : list.items()) {
    if (!key.is_string()) {
      Fail("T2012", {.value = Shown(removed, *this)}, node.parts[2]->position);
      return;
    }
  }
  if (!match.is_object()) return;
  for (const auto& key : list.items()) match.object().Erase(key.string());
}

}  // namespace fxlake::jsonata
