// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake::quality {

// `sql` with the word `primary` (any case; not inside quotes or comments) replaced by `table`, as Glue reads it, and without
// semicolons at its end.
std::string WithPrimary(std::string_view sql, std::string_view table);

// Whether `name` stands in `sql` as a word, not inside quotes or comments.
bool Names(std::string_view sql, std::string_view name);

}  // namespace fxlake::quality
