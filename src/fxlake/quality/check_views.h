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

// When a source publishes, and the last day it must have published by now. Without that day nothing is ever
// late.
struct SourceCalendar {
  std::string source;
  rates::Calendar calendar;
  std::optional<Date> expected_last;
  bool expected_yesterday =
      false;  // by the engine's clock, in place of expected_last; only publication days are ever late
};

// The last day that must be there at any hour of `today`: the publication day before it.
Date ExpectedLast(const rates::Calendar& calendar, Date today);

// Days on which a currency is not quoted though its source publishes.
struct QuotationPause {
  std::string source;  // empty: any
  std::string currency;
  Date first;
  Date last;  // both included
};

// Every currency of ISO 4217 from the day after its last, and the pauses of the European Central Bank's rates
// (under the names of the sources that give them): ISK from 2008-12-10 to 2018-01-31, RUB since 2022-03-02.
std::vector<QuotationPause> KnownPauses();

struct CheckInputs {
  std::string table = "exchange_rates";  // as it stands in SQL
  std::vector<SourceCalendar> calendars;
  std::vector<QuotationPause> pauses = KnownPauses();
  std::vector<std::pair<std::string, std::string>> broken_pegs =
      {};  // source and currency: it does not keep the parity of that
};

// A query with a name. It may read those before it.
struct CheckView {
  std::string name;
  std::string sql;
};

// What rules ask about beyond single columns (docs/reference/quality.md describes each):
//   quality_missing_days  publication days of a calendar without any rate
//   quality_freshness     per source: its last day and how many publication days it is late
//   quality_holes         pairs without a rate on a day on which their source published
//   quality_jumps         each step from one rate to the next, measured against the usual step of its pair
//   quality_triangles     a/b times b/c against a/c, one source and day
//   quality_pegs          currencies that are tied to another, against their peg
//   quality_agreement     the same pair and day in two sources
std::vector<CheckView> CheckViews(const CheckInputs& inputs, query::Dialect dialect);

// DuckDB statements that make them views, for people who query.
std::string CreateCheckViews(const CheckInputs& inputs);

}  // namespace fxlake::quality
