// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pcre2_real_code_8;

namespace fxlake::jsonata {

// A regular expression of JavaScript. Immutable; safe to use from several threads.
class Regex {
 public:
  // Why it is none. `flags`: i and m.
  static std::expected<Regex, std::string> Make(std::string_view pattern, std::string_view flags);

  struct Match {
    std::size_t start = 0;  // bytes
    std::size_t end = 0;
    std::vector<std::string_view> groups = {};  // "" for those that took no part
  };
  enum class Failure { none, limit };  // no match; too many ways to try
  std::expected<Match, Failure> Find(std::string_view text, std::size_t from) const;

 private:
  explicit Regex(std::shared_ptr<const pcre2_real_code_8> code) : code_(std::move(code)) {}
  std::shared_ptr<const pcre2_real_code_8> code_;
};

// The pattern in PCRE2's syntax, or why it is no pattern of JavaScript.
std::expected<std::string, std::string> TranslatePattern(std::string_view pattern);

}  // namespace fxlake::jsonata
