// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

namespace fxlake::aws {

// A text that nothing prints by mistake: neither fmt nor a stream takes it, and it compares with nothing.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  bool empty() const { return text_.empty(); }
  // For signatures and headers only.
  const std::string& Reveal() const { return text_; }

 private:
  std::string text_;
};

}  // namespace fxlake::aws
