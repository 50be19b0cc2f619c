// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/machine.h"

#include <array>

namespace fxlake::asl {

std::string_view TypeName(const StateKind& kind) {
  static constexpr std::array<std::string_view, std::variant_size_v<StateKind>> kNames = {
      "Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"};
  return kNames[kind.index()];
}

std::string_view State::type() const { return TypeName(kind); }

}  // namespace fxlake::asl
