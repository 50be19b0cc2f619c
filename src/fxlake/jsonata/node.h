// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/jsonata/native_function.h"
#include "fxlake/jsonata/regex.h"
#include "fxlake/jsonata/signature.h"
#include "fxlake/jsonata/syntax.h"

namespace fxlake::jsonata {

enum class NodeKind : std::uint8_t {
  string,
  number,
  yes,
  no,
  null,
  name,
  variable,
  wildcard,
  descendants,
  parent,
  placeholder,
  regex,
  path,
  negation,
  array,
  object,
  block,
  call,
  partial,
  lambda,
  condition,
  otherwise,
  coalesce,
  bind,
  apply,
  transform,
  sort,
  range,
  add,
  subtract,
  multiply,
  divide,
  remainder,
  concatenate,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  both,
  either,
  in
};

// Where the value that % stands for is kept: the step that has it puts it under the label. `level` counts the
// steps that are still to go up while the expression is put together.
struct ParentSlot {
  std::string label;
  int level = 1;
};

struct Node;
using NodePointer = std::unique_ptr<Node>;

// What follows a value or a step: a predicate, or the variable that takes the position.
struct Stage {
  NodePointer predicate;  // or nothing
  std::string index;
};

// Keys and values in turn.
using Pairs = std::vector<NodePointer>;

// One part of an expression, ready to be evaluated. Immutable once the expression is.
struct Node {
  explicit Node(NodeKind of, std::size_t at = 0) : kind(of), position(at) {}

  NodeKind kind;
  bool keep_array = false;      // followed by []
  bool keep_singleton = false;  // path: a step of it is
  bool constructed = false;     // array at the end of a path: stays as it is
  bool constructs = false;  // array or block at the beginning of a path: is evaluated once, not for each item
  bool tuple = false;       // step: makes tuples; path: its steps do
  std::size_t position;
  std::string text;  // name, variable, or how an operator is written
  double number = 0;
  StringCell literal;                      // of a string
  const NativeFunction* native = nullptr;  // that a variable stands for when nothing is bound to it
  std::vector<NodePointer> parts = {};
  std::vector<bool> descending = {};
  std::vector<std::string> names = {};
  std::optional<Signature> signature = {};
  std::optional<Regex> regex = {};
  std::vector<Stage> predicates = {};
  std::vector<Stage> stages = {};
  std::optional<Pairs> group = {};
  std::string focus;
  std::string index;
  std::shared_ptr<ParentSlot> ancestor = {};              // of a step: where its input is kept
  std::shared_ptr<ParentSlot> slot = {};                  // of %
  std::vector<std::shared_ptr<ParentSlot>> seeking = {};  // slots that no step inside fills
};

// A whole expression.
struct Program {
  std::string text;
  NodePointer root;
};

std::expected<std::shared_ptr<const Program>, Problem> BuildProgram(std::string_view text,
                                                                    const FunctionSet& functions,
                                                                    const SyntaxOptions& options);

}  // namespace fxlake::jsonata
