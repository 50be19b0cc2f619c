// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "fxlake/jsonata/signature.h"
#include "fxlake/jsonata/value.h"

namespace fxlake::jsonata {

class Evaluator;

// A call of a function that is written in C++. When it cannot be carried out it fails the evaluator, and what
// it returns means nothing.
struct Call {
  Evaluator& evaluator;
  std::vector<Value>& arguments;
  const Value& input;
  const Pointer<Frame>& frame;

  std::size_t count() const { return arguments.size(); }
  bool Has(std::size_t index) const { return index < arguments.size() && !arguments[index].is_undefined(); }
  const Value& At(std::size_t index) const {
    static const Value kUndefined;
    return index < arguments.size() ? arguments[index] : kUndefined;
  }
};

struct NativeFunction {
  NativeFunction(std::string_view function_name, std::string_view signature_text, int hands_over,
                 Value (*function)(Call& call));

  std::string_view name;  // without $
  Signature signature;
  int arity;  // how many arguments functions that call it hand over
  Value (*apply)(Call& call);
};

// The functions of the language, and what somebody adds to them or takes away.
struct FunctionSet {
  std::span<const NativeFunction> added = {};
  std::span<const std::string_view> removed = {};

  const NativeFunction* Find(std::string_view name) const;
};

// By theme.
std::span<const NativeFunction> StringFunctions();
std::span<const NativeFunction> PatternFunctions();
std::span<const NativeFunction> EncodingFunctions();
std::span<const NativeFunction> NumberFunctions();
std::span<const NativeFunction> PictureFunctions();
std::span<const NativeFunction> ArrayFunctions();
std::span<const NativeFunction> ObjectFunctions();
std::span<const NativeFunction> HigherOrderFunctions();
std::span<const NativeFunction> DateFunctions();

}  // namespace fxlake::jsonata
