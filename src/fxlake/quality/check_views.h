// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/query/dialect.h"
#include "fxlake/rates/calendar.h"

namespace fxlake::quality {

// A source's publication calendar, and the last day that it must have published by now. Without that day
// nothing is ever late.
struct SourceCalendar {
  std::string source;
  rates::Calendar calendar;
  std::optional<Date> expected_last;
  // uses the engine's clock instead of expected_last; only publication days can be late
  bool expected_yesterday = false;
};

// The last day that must exist at any hour of `today`: the previous publication day.
Date ExpectedLast(const rates::Calendar& calendar, Date today);

// Days on which a currency is not quoted although its source publishes.
struct QuotationPause {
  std::string source;  // empty: any
  std::string currency;
  Date first;
  Date last;  // inclusive
};

// 9999-12-31, the last day of a pause that has not ended.
inline const Date kForever = Date::FromDays(2'932'896);

// Every currency of ISO 4217 from the day after its last day. The caller adds the pauses of the sources.
std::vector<QuotationPause> EndedCurrencies();

struct CheckInputs {
  std::string table = "exchange_rates";  // SQL expression
  std::vector<SourceCalendar> calendars;
  std::vector<QuotationPause> pauses = EndedCurrencies();
  // (source, currency) pairs that do not keep the parity
  std::vector<std::pair<std::string, std::string>> broken_pegs = {};
};

// A named query. It may read the preceding ones.
struct CheckView {
  std::string name;
  std::string sql;
};

// Views that rules use beyond single columns (docs/reference/quality.md describes each):
//   quality_missing_days  publication days of a calendar without any rate
//   quality_freshness     per source: its last day and how many publication days it is late
//   quality_holes         pairs without a rate on a day on which their source published
//   quality_jumps         each step between consecutive rates, relative to the usual step of its pair
//   quality_triangles     a/b times b/c compared with a/c, one source and day
//   quality_pegs          pegged currencies compared with their peg
//   quality_agreement     the same pair and day in two sources
std::vector<CheckView> CheckViews(const CheckInputs& inputs, query::Dialect dialect);

// DuckDB statements that create these views, for interactive queries.
std::string CreateCheckViews(const CheckInputs& inputs);

}  // namespace fxlake::quality
