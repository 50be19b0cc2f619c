// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake::env {

// The User-Agent header sent to sources. `contact` (FXLAKE_CONTACT) says how to reach the operator; nullptr
// omits it.
inline std::string UserAgent(std::string_view version, const char* contact) {
  auto agent = "fxlake/" + std::string(version) + " (exchange rates for a data lake";
  if (contact != nullptr && *contact != '\0') agent += std::string("; ") + contact;
  return agent + ")";
}

}  // namespace fxlake::env
