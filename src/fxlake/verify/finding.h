// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace fxlake::verify {

// A deviation in a lake from what the program wrote.
struct Finding {
  std::string where;    // the object's key
  std::string what;     // the problem
  std::string meaning;  // the consequence
  std::string mend;     // the command that repairs it, or instructions
};

// The outcome of one check.
struct CheckOutcome {
  std::string name;     // "fetch records"
  std::string summary;  // what was checked: "12 records, 14 bodies"
  std::vector<Finding> findings;
};

}  // namespace fxlake::verify
