// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

namespace fxlake::aws {

// A text that cannot be printed by accident: neither fmt nor a stream accepts it, and it has no comparison.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  bool empty() const { return text_.empty(); }
  // Only for signatures and headers.
  const std::string& Reveal() const { return text_; }

 private:
  std::string text_;
};

}  // namespace fxlake::aws
