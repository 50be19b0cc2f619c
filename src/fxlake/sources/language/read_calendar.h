// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/rates/calendar.h"
#include "fxlake/sources/language/table_reader.h"

namespace fxlake::sources {

// The calendar of a source: `calendar = "TARGET"`, or a table [calendar] with its own rules
// (docs/reference/sources.md), named after the source. Mistakes are recorded in the table reader.
rates::Calendar ReadCalendar(TableReader& table, const std::string& source);

// Parses one text of `closed`: "12-25", "easter+1", "orthodox easter-2", "first Monday of May", each
// optionally followed by "or next Monday", "from 2001", "until 2014". invalid_input with the reason.
Result<rates::AnnualClosing> ParseAnnualClosing(std::string_view text);

}  // namespace fxlake::sources
