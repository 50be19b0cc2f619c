// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/session.h"
#include "fxlake/lake/lake_series.h"
#include "fxlake/rates/look_up.h"

// Selects the rates that commands read.
namespace fxlake::cli {

// The options that select source, date and fallback rule.
struct RateOptions {
  std::optional<std::string> date, source, on, as_of;
  bool days_may_differ = false;

  void Declare(Arguments& arguments);
};

// The source to use: the given one; else the only one in the lake; else the only enabled one in the lake.
// not_found when the lake has no rates or none of the given source; invalid_input with a list when the choice
// is ambiguous.
Result<std::string> ChooseSource(Session& session, const lake::Manifest& manifest,
                                 const std::optional<std::string>& given);

// The pivot currencies for cross rates of the source: its home currency, then the euro.
Result<std::vector<rates::CurrencyCode>> PivotsOf(Session& session, const std::string& source);

// The publication days that may answer for the days from `first` to `last`, as a request for a series.
lake::SeriesRequest ReachOf(const std::string& source, Date first, Date last, const rates::LookUpRule& rule,
                            std::optional<Instant> as_of);

// Accepts "eur" and "EUR"; invalid_input when the currency does not exist.
Result<rates::CurrencyCode> ReadCurrency(const std::string& text);

}  // namespace fxlake::cli
