// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake::env {

// How the program names itself to the banks it asks. `contact` says how its keeper is reached
// (FXLAKE_CONTACT); nullptr: it does not say.
inline std::string UserAgent(std::string_view version, const char* contact) {
  auto agent = "fxlake/" + std::string(version) + " (exchange rates for a data lake";
  if (contact != nullptr && *contact != '\0') agent += std::string("; ") + contact;
  return agent + ")";
}

}  // namespace fxlake::env
