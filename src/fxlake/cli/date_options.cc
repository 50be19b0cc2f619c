// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/date_options.h"

namespace fxlake::cli {

Result<std::optional<Date>> ReadDay(const std::optional<std::string>& text, std::string_view option) {
  if (!text) return std::optional<Date>();
  ASSIGN_OR_RETURN(const auto day, Date::Parse(*text).In("reading " + std::string(option)));
  return std::optional(day);
}

Result<std::optional<Instant>> ReadAsOf(const std::optional<std::string>& text) {
  if (!text) return std::optional<Instant>();
  if (const auto day = Date::Parse(*text)) return std::optional(Instant::StartOf(*day + 1) + (-1));
  ASSIGN_OR_RETURN(const auto instant, Instant::Parse(*text).In("reading --as-of"));
  return std::optional(instant);
}

}  // namespace fxlake::cli
