// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/query/duckdb_functions.h"

namespace fxlake::query {

// Text forms of single DuckDB values; each function appends to `out`.
void AppendInteger(__int128 value, std::string& out);
void AppendUnsigned(unsigned __int128 value, std::string& out);
// `value` in units of 10^-scale, with all `scale` digits.
void AppendDecimal(__int128 value, int scale, std::string& out);
void AppendReal(double value, std::string& out);
void AppendReal(float value, std::string& out);
void AppendDate(std::int32_t days_since_1970, std::string& out);
void AppendTime(std::uint64_t micros_of_day, std::string& out);
// `count` in units of 1/per_second since 1970: seconds to nanoseconds.
void AppendTimestamp(std::int64_t count, std::int64_t per_second, bool utc, std::string& out);
void AppendInterval(const duckdb_interval& interval, std::string& out);
void AppendUuid(unsigned __int128 stored, std::string& out);
// Printable ASCII unchanged, other bytes as \xHH.
void AppendBlob(std::string_view bytes, std::string& out);

}  // namespace fxlake::query
