// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/http_client.h"

namespace fxlake::env {

const std::string& HttpResponse::Header(std::string_view name) const {
  static const std::string kNone;
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return kNone;
}

}  // namespace fxlake::env
