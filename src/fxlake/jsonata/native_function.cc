// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/native_function.h"

#include <algorithm>
#include <array>

namespace fxlake::jsonata {

NativeFunction::NativeFunction(std::string_view function_name, std::string_view signature_text,
                               int hands_over, Value (*function)(Call& call))
    : name(function_name),
      signature(Signature::Parse(signature_text).value()),
      arity(hands_over),
      apply(function) {}

const NativeFunction* FunctionSet::Find(std::string_view name) const {
  if (std::ranges::find(removed, name) != removed.end()) return nullptr;
  const std::array<std::span<const NativeFunction>, 10> themes = {added,
                                                                  StringFunctions(),
                                                                  PatternFunctions(),
                                                                  EncodingFunctions(),
                                                                  NumberFunctions(),
                                                                  PictureFunctions(),
                                                                  ArrayFunctions(),
                                                                  ObjectFunctions(),
                                                                  HigherOrderFunctions(),
                                                                  DateFunctions()};
  for (const auto theme : themes) {
    const auto found = std::ranges::find(theme, name, &NativeFunction::name);
    if (found != theme.end()) return &*found;
  }
  return nullptr;
}

}  // namespace fxlake::jsonata
