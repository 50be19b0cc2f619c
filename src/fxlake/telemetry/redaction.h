// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace fxlake::telemetry {

// Texts that must never be written: passwords, webhook URLs, keys. A second line of defense; whoever emits an
// event must omit them.
class Redaction {
 public:
  Redaction() = default;
  // Texts of fewer than four characters are ignored, because replacing them would destroy most lines.
  explicit Redaction(std::vector<std::string> secrets);
  // Replaces every secret in `text` by ***. Finds secrets verbatim and in JSON-escaped form.
  std::string Apply(std::string text) const;

 private:
  std::vector<std::string> secrets_;  // longest first
};

}  // namespace fxlake::telemetry
