// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// A source's month names: of a language, or twelve texts with alternatives separated by "|".
class MonthNames {
 public:
  // English.
  MonthNames();
  // invalid_input when `language` is not in Languages().
  static Result<MonthNames> Of(std::string_view language);
  static Result<MonthNames> Listed(const std::vector<std::string>& twelve);
  static std::vector<std::string_view> Languages();

  // Removes a month name from the front of the text: the whole name, or an unambiguous prefix of at least
  // three letters. Ignores accents and case. Returns the month, or 0 when there is none.
  int Take(std::string_view& text) const;
  // The name of month 1 to 12, as a source in that language writes it.
  std::string_view Name(int month) const { return names_[static_cast<std::size_t>(month - 1)].front(); }

 private:
  explicit MonthNames(std::vector<std::vector<std::string>> names);
  std::vector<std::vector<std::string>> names_;  // by month
  std::vector<std::vector<std::string>> plain_;  // the same, normalized for comparison
};

}  // namespace fxlake::sources
