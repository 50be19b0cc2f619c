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

// What a source calls currencies. Labels are compared as NormalLabel makes them.
struct LabelSpec {
  std::map<std::string, rates::CurrencyCode> codes;  // the source's labels
  std::set<std::string> skipped;                     // what the source publishes besides currencies
  std::vector<std::string>
      ignored_kinds;  // the same with "*" for any letters, of labels that are no currency
};

// Tells which currency a label means: by the source's own labels, as a code of ISO 4217, or by its name
// (currency_names.h). The code of a minor unit (GBp) is none.
class CurrencyLabels {
 public:
  explicit CurrencyLabels(const LabelSpec& spec) : spec_(spec) {}

  struct Meaning {
    rates::CurrencyCode code;
    bool skipped = false;
  };
  // invalid_input when there is no such currency. Sources use few labels, again and again: short ones are
  // remembered.
  Result<Meaning> Read(std::string_view label);

 private:
  Result<Meaning> ReadUnknown(std::string_view label) const;

  struct Known {
    std::uint64_t bytes = 0;  // the label behind its length; 0: none
    Meaning meaning;
  };
  const LabelSpec& spec_;
  std::array<Known, 256> known_;
};

}  // namespace fxlake::sources
