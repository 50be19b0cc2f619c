// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/query/duckdb_functions.h"

namespace fxlake::query {

// How single values of DuckDB read as text; each appends to `out`.
void AppendInteger(__int128 value, std::string& out);
void AppendUnsigned(unsigned __int128 value, std::string& out);
// `value` of 10^-scale with all digits of its scale.
void AppendDecimal(__int128 value, int scale, std::string& out);
void AppendReal(double value, std::string& out);
void AppendReal(float value, std::string& out);
void AppendDate(std::int32_t days_since_1970, std::string& out);
void AppendTime(std::uint64_t micros_of_day, std::string& out);
// `count` of the units of which there are `per_second` since 1970: seconds to nanoseconds.
void AppendTimestamp(std::int64_t count, std::int64_t per_second, bool utc, std::string& out);
void AppendInterval(const duckdb_interval& interval, std::string& out);
void AppendUuid(unsigned __int128 stored, std::string& out);
// Printable ASCII as it is, other bytes as \xHH.
void AppendBlob(std::string_view bytes, std::string& out);

}  // namespace fxlake::query
