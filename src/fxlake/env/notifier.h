// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/result.h"

namespace fxlake::env {

// Tells people: a subject of one line and a message of several.
class Notifier {
 public:
  virtual ~Notifier() = default;
  virtual Result<void> Notify(const std::string& subject, const std::string& message) = 0;
};

}  // namespace fxlake::env
