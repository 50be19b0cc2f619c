// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/state_probe.h"

namespace fxlake::asl {

std::optional<FoundState> FindState(const Machine& machine, std::string_view name) {
  for (std::size_t i = 0; i < machine.states.size(); ++i) {
    const auto& state = machine.states[i];
    if (state.name == name) return FoundState{&machine, i};
    if (const auto* map = std::get_if<MapState>(&state.kind)) {
      if (const auto found = FindState(*map->processor, name)) return found;
    }
    if (const auto* parallel = std::get_if<ParallelState>(&state.kind)) {
      for (const auto& branch : parallel->branches) {
        if (const auto found = FindState(*branch, name)) return found;
      }
    }
  }
  return std::nullopt;
}

}  // namespace fxlake::asl
