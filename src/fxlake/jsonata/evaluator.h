// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "fxlake/jsonata/environment.h"
#include "fxlake/jsonata/heap.h"
#include "fxlake/jsonata/node.h"
#include "fxlake/jsonata/problem.h"

namespace fxlake::jsonata {

// Evaluates one expression once. The first problem is kept; from then on everything returns undefined, and
// loops look at failed() to end early.
class Evaluator {
 public:
  Evaluator(Environment& environment, const FunctionSet& functions, const Limits& limits);
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // nullopt: the value is undefined.
  std::expected<std::optional<Json>, Problem> Run(const Program& program, const std::optional<Json>& input);

  Value Evaluate(const Node& node, const Value& input, const Pointer<Frame>& frame);
  // `call` is where the call is written, if anywhere: for messages. `context` fills in for missing arguments.
  Value Apply(const Value& function, std::vector<Value> arguments, const Value& context,
              const Node* call = nullptr);
  // A call back with as many of the arguments as the function takes.
  Value CallBack(const Value& function, std::span<const Value> arguments);
  static int ArityOf(const Value& function);
  // $eval: in a frame whose variables are those of `frame`.
  Value EvaluateText(const std::string& text, const Value& input, const Pointer<Frame>& frame);

  // Keeps the problem, unless there is one; returns undefined.
  Value Fail(std::string_view code, ProblemDetails details = {}, std::size_t position = 0);
  Value Fail(Problem problem);
  bool failed() const { return problem_.has_value(); }
  const Problem& problem() const { return *problem_; }
  // Counts work done outside of Evaluate; false once it is too much.
  bool Spend(std::size_t steps = 1);
  // False, and a problem, when what calls itself has come too deep.
  bool StackHolds();

  Heap& heap() { return heap_; }
  Environment& environment() { return environment_; }
  // The instant of $now and $millis: one for a whole evaluation.
  Instant Now();

  Value Lookup(const Value& value, std::string_view key);
  Value Filter(const Node& predicate, const Value& input, const Pointer<Frame>& frame);
  // The arguments in one array, as JSONata's append does; plain values count as arrays of one.
  Value Append(const Value& first, const Value& second);
  bool Equal(const Value& a, const Value& b);
  // What $boolean says.
  bool Truth(const Value& value);
  Value RangeOf(const Value& first, const Value& last, std::size_t position);

 private:
  struct Tail {
    Value function;
    std::vector<Value> arguments;
    const Node* call = nullptr;
  };
  Value Dispatch(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value Variable(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value ArrayOf(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value Block(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value Negate(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value Wildcard(const Value& input);
  void CollectDescendants(const Value& value, ArrayCell& found);
  Value Flattened(const Value& value);
  void Flatten(const Value& value, ArrayCell& to);

  Value Path(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value Step(const Node& step, const Value& input, const Pointer<Frame>& frame, bool last);
  Value TupleStep(const Node& step, const Value& input, const Value& tuples, const Pointer<Frame>& frame);
  Value Stages(const std::vector<Stage>& stages, Value input, const Pointer<Frame>& frame);
  Pointer<Frame> TupleFrame(const TupleCell& tuple, const Pointer<Frame>& parent);
  Value Sort(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value GroupBy(const Pairs& pairs, Value input, const Pointer<Frame>& frame, std::size_t position);
  Value MergeTuples(const Value& tuples);

  Value Arithmetic(const Node& node, const Value& left, const Value& right);
  Value Compare(const Node& node, const Value& left, const Value& right);
  Value Concatenate(const Node& node, const Value& left, const Value& right);
  bool Includes(const Value& value, const Value& in);

  Value CallNode(const Node& node, const Value& input, const Pointer<Frame>& frame, const Value* first);
  bool Arguments(const Node& node, const Value& input, const Pointer<Frame>& frame,
                 std::vector<Value>& arguments);
  Value ApplyNode(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value Partial(const Node& node, const Value& input, const Pointer<Frame>& frame);
  Value LambdaOf(const Node& node, const Value& input, const Pointer<Frame>& frame, FunctionCell::Form form);
  Value ApplyLambda(Value function, std::vector<Value> arguments, const Value& context, const Node* call);
  Value EvaluateTail(const Node& body, const Value& input, Pointer<Frame> frame, std::optional<Tail>& tail);
  Value ApplyRegex(const FunctionCell& function, const std::vector<Value>& arguments);
  Value MatchFrom(const Regex& regex, const Value& text, std::size_t offset);
  Value Transform(const FunctionCell& function, const std::vector<Value>& arguments);
  void Update(const Node& node, const Value& match, const Pointer<Frame>& frame);
  void LocateProblem(const Node& call);

  Environment& environment_;
  const FunctionSet& functions_;
  Limits limits_;
  Heap heap_;
  std::optional<Problem> problem_;
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
  const char* stack_ = nullptr;
  std::optional<Instant> now_;
  Pointer<Frame> root_;
  const Pointer<Frame>* call_frame_ = nullptr;  // while a call is applied: where it is written
  std::vector<Pointer<Frame>> captured_;
  std::vector<std::shared_ptr<const Program>> programs_;  // of $eval
};

}  // namespace fxlake::jsonata
