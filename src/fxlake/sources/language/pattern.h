// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

struct pcre2_real_code_8;

namespace fxlake::sources {

// A compiled regular expression of a source file (PCRE2 syntax, UTF-8). The work of one search is limited, so
// that no response can stall a run: a search beyond the limit finds nothing. Copies share the compiled form;
// thread-safe.
class Pattern {
 public:
  // invalid_input, with the position, when `text` is not a regular expression.
  static Result<Pattern> Make(const std::string& text);

  bool IsIn(std::string_view text) const;
  // The first group of the first match, or the whole match without groups; nullopt without a match.
  std::optional<std::string_view> Find(std::string_view text) const;
  // The groups of the first match at or after `from`, which is advanced past it; the whole match without
  // groups.
  std::optional<std::vector<std::string_view>> Next(std::string_view text, std::size_t& from) const;

 private:
  explicit Pattern(std::shared_ptr<const pcre2_real_code_8> code) : code_(std::move(code)) {}
  std::shared_ptr<const pcre2_real_code_8> code_;
};

}  // namespace fxlake::sources
