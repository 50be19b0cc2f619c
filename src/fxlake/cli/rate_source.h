// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/session.h"
#include "fxlake/lake/lake_series.h"
#include "fxlake/rates/look_up.h"

// Where the commands that answer with rates take them from.
namespace fxlake::cli {

// The options by which a command says whose rates answer, and which.
struct RateOptions {
  std::optional<std::string> date, source, on, as_of;
  bool days_may_differ = false;

  void Declare(Arguments& arguments);
};

// The source whose rates answer: the one given; else the only one in the lake; else, of those, the only
// enabled one. not_found when the lake has no rates, or none of the one given; invalid_input that lists them
// when there is a choice.
Result<std::string> ChooseSource(Session& session, const lake::Manifest& manifest,
                                 const std::optional<std::string>& given);

// Through what rates of the source are crossed: its home currency, then the euro.
Result<std::vector<rates::CurrencyCode>> PivotsOf(Session& session, const std::string& source);

// The days whose rates may answer for the days from `first` to `last`, as a request for a series.
lake::SeriesRequest ReachOf(const std::string& source, Date first, Date last, const rates::LookUpRule& rule,
                            std::optional<Instant> as_of);

// "eur" and "EUR"; invalid_input unless there is such a currency.
Result<rates::CurrencyCode> ReadCurrency(const std::string& text);

}  // namespace fxlake::cli
