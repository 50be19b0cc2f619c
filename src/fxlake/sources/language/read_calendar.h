// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/rates/calendar.h"
#include "fxlake/sources/language/table_reader.h"

namespace fxlake::sources {

// The calendar of a source: `calendar = "TARGET"`, or a table [calendar] with rules of its own
// (docs/reference/sources.md), which is named as the source is. Mistakes are noted in the table.
rates::Calendar ReadCalendar(TableReader& table, const std::string& source);

// What one text of `closed` says: "12-25", "easter+1", "orthodox easter-2", "first Monday of May", each with
// or without "or next Monday", "from 2001", "until 2014" behind it. invalid_input with what is wrong.
Result<rates::AnnualClosing> ParseAnnualClosing(std::string_view text);

}  // namespace fxlake::sources
