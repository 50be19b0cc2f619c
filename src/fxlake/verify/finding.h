// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace fxlake::verify {

// Something in a lake that is not as the program left it.
struct Finding {
  std::string where;    // the object's key
  std::string what;     // what is wrong with it
  std::string meaning;  // what follows from that
  std::string mend;     // the command that mends it, or what to do where none can
};

// What came of one check.
struct CheckOutcome {
  std::string name;     // "fetch records"
  std::string summary;  // what was looked at: "12 records, 14 bodies"
  std::vector<Finding> findings;
};

}  // namespace fxlake::verify
