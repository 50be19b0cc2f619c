// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/query/engine.h"

// Converts types and values of Trino (also Athena's engine) to those of engine.h.
namespace fxlake::query {

// `type` is Trino's name: decimal(18,10), timestamp(6) with time zone.
Column TrinoColumn(std::string name, std::string_view type);

// Appends a value that Trino wrote (2026-04-14 09:30:00.000 UTC, 1.0E22) in the form of its kind.
void AppendTrinoValue(ValueKind kind, std::string_view text, std::string& out);

}  // namespace fxlake::query
