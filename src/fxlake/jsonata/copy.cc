// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/copy.h"

#include "fxlake/jsonata/evaluator.h"

namespace fxlake::jsonata {

Value Clone(const Value& value, Evaluator& evaluator) {
  if (!value.is_array() && !value.is_object()) return value;
  if (!evaluator.StackHolds() || !evaluator.Spend()) return {};
  if (value.is_array()) {
    auto copy = evaluator.heap().Array();
    copy.array().Reserve(value.items().size());
    for (const auto& item : value.items()) copy.array().Push(Clone(item, evaluator));
    return copy;
  }
  auto copy = evaluator.heap().Object();
  for (const auto& [key, member] : value.object().Members()) copy.object().Set(key, Clone(member, evaluator));
  return copy;
}

}  // namespace fxlake::jsonata
