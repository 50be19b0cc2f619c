// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fxlake {

// The candidate a person most likely meant by `word`: the one of least edit distance (case ignored) when that
// is at most a third of its length, at least one; else "".
std::string_view Nearest(std::string_view word, std::span<const std::string_view> candidates);

// The same as the end of a message: "; did you mean TARGET?", or "" when there is no such candidate.
std::string DidYouMean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace fxlake
