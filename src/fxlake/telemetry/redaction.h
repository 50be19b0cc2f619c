// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace fxlake::telemetry {

// The texts that must never be written: passwords, webhooks' URLs, keys. The last line of defence; who tells
// an event leaves them out.
class Redaction {
 public:
  Redaction() = default;
  // Texts of fewer than four characters would blot out half of every line and are passed over.
  explicit Redaction(std::vector<std::string> secrets);
  // `text` with *** for every secret in it. A secret is found as it is and as it stands in a JSON string.
  std::string Apply(std::string text) const;

 private:
  std::vector<std::string> secrets_;  // the longest first
};

}  // namespace fxlake::telemetry
