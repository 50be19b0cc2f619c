// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>
#include <string_view>

#include "fxlake/asl/expression/timestamp.h"
#include "fxlake/base/rational.h"
#include "fxlake/sources/language/date_pattern.h"
#include "fxlake/sources/language/number_format.h"

namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// Dates, times and numbers that are read are in range and unchanged after being written and read again. The
// first line may be a date pattern for the rest.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const std::string_view text(data, size);
  if (const auto day = fxlake::Date::Parse(text)) Check(day->ToString() == text);
  if (const auto at = fxlake::Instant::Parse(text))
    Check(fxlake::Instant::Parse(at->ToString()).value() == *at);
  if (const auto at = fxlake::Instant::ParseCompact(text)) Check(at->ToCompact() == text);
  if (const auto at = fxlake::asl::ParseTimestamp(text)) Check(!fxlake::asl::FormatTimestamp(*at).empty());
  if (const auto number = fxlake::Rational::Parse(text))
    Check(fxlake::Rational::Parse(number->ToString()).value() == *number);

  const auto line = text.substr(0, text.find('\n'));
  const auto rest = text.substr(std::min(line.size() + 1, text.size()));
  const fxlake::Date first = fxlake::Date::Of(1, 1, 1), last = fxlake::Date::Of(9999, 12, 31);
  if (const auto pattern = fxlake::sources::DatePattern::Make(std::string(line))) {
    if (const auto day = pattern->Read(rest)) Check(*day >= first && *day <= last);
  }
  if (const auto pattern = fxlake::sources::DatePattern::ForWriting(std::string(line))) {
    if (const auto day = pattern->ReadPart(rest)) static_cast<void>(pattern->Write(*day));
  }
  for (const char point : {'.', ',', '\0'}) {
    const auto number =
        fxlake::sources::NumberFormat{.decimal_point = point, .thousands = ". '", .significant_digits = 15}
            .Read(text);
    if (number) Check(std::abs(number->value.units()) <= fxlake::Decimal::kMaxUnits);
  }
  return 0;
}
