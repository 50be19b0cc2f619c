// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// How a source calls the months: by a language, or by twelve texts, in which "|" parts several names of one
// month.
class MonthNames {
 public:
  // Those of English.
  MonthNames();
  // invalid_input when `language` is none of Languages().
  static Result<MonthNames> Of(std::string_view language);
  static Result<MonthNames> Listed(const std::vector<std::string>& twelve);
  static std::vector<std::string_view> Languages();

  // Takes the name off the front of the text: the whole name, or three letters or more of it that begin no
  // other. Accents and capitals do not matter. 0 when there is none, else the month.
  int Take(std::string_view& text) const;
  // 1 to 12, as a source in that language writes it.
  std::string_view Name(int month) const { return names_[static_cast<std::size_t>(month - 1)].front(); }

 private:
  explicit MonthNames(std::vector<std::vector<std::string>> names);
  std::vector<std::vector<std::string>> names_;  // of each month
  std::vector<std::vector<std::string>> plain_;  // the same as they are compared
};

}  // namespace fxlake::sources
