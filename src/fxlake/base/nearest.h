// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fxlake {

// The candidate with the least edit distance to `word` (case-insensitive), if that is at most a third of the
// word's length (but at least one); else "".
std::string_view Nearest(std::string_view word, std::span<const std::string_view> candidates);

// As above, formatted as the end of a message: "; did you mean TARGET?", or "" without a candidate.
std::string DidYouMean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace fxlake
