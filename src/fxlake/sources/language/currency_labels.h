// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/rates/currency_code.h"

namespace fxlake::sources {

// A source's names for currencies. Labels are compared in the form of NormalLabel.
struct LabelSpec {
  std::map<std::string, rates::CurrencyCode> codes;  // label to code
  std::set<std::string> skipped;                     // labels of rows that are not currencies
  // labels that are not currencies, as wildcard patterns with "*"
  std::vector<std::string> skipped_patterns;
};

// Resolves a label to a currency: by the source's own labels, as a code of ISO 4217, or by name
// (currency_names.h). The code of a minor unit (GBp) is not accepted.
class CurrencyLabels {
 public:
  explicit CurrencyLabels(const LabelSpec& spec) : spec_(spec) {}

  struct Meaning {
    rates::CurrencyCode code;
    bool skipped = false;
  };
  // invalid_input when there is no such currency. Short labels are cached, because sources repeat few labels.
  Result<Meaning> Read(std::string_view label);

 private:
  Result<Meaning> ReadUnknown(std::string_view label) const;

  struct Known {
    std::uint64_t bytes = 0;  // the label with its length; 0: none
    Meaning meaning;
  };
  const LabelSpec& spec_;
  std::array<Known, 256> known_;
};

}  // namespace fxlake::sources
