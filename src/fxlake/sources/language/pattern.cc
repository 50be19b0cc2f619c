// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <fmt/format.h>
#include <pcre2.h>

namespace fxlake::sources {
namespace {

constexpr std::uint32_t kMaxSteps = 1'000'000, kMaxKilobytes = 64 << 10;

struct FreeMatch {
  void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};
struct FreeContext {
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

PCRE2_SPTR Bytes(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

Result<Pattern> Pattern::Make(const std::string& text) {
  int error = 0;
  PCRE2_SIZE place = 0;
  // Bodies are valid UTF-8 when patterns are applied; invalid bytes match nothing.
  auto* code = pcre2_compile(Bytes(text), text.size(), PCRE2_UTF | PCRE2_MULTILINE | PCRE2_MATCH_INVALID_UTF,
                             &error, &place, nullptr);
  if (code == nullptr) {
    char why[200] = "";
    pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR*>(why), sizeof why);
    return InvalidInput(
        fmt::format("not a regular expression: \"{}\": {} at character {}", text, why, place + 1));
  }
  return Pattern(std::shared_ptr<const pcre2_code>(
      code, [](const pcre2_code* owned) { pcre2_code_free(const_cast<pcre2_code*>(owned)); }));
}

std::optional<std::vector<std::string_view>> Pattern::Next(std::string_view text, std::size_t& from) const {
  if (from > text.size()) return std::nullopt;
  const std::unique_ptr<pcre2_match_data, FreeMatch> match(
      pcre2_match_data_create_from_pattern(code_.get(), nullptr));
  const std::unique_ptr<pcre2_match_context, FreeContext> context(pcre2_match_context_create(nullptr));
  pcre2_set_match_limit(context.get(), kMaxSteps);
  pcre2_set_heap_limit(context.get(), kMaxKilobytes);
  const int count = pcre2_match(code_.get(), Bytes(text), text.size(), from, 0, match.get(), context.get());
  if (count <= 0) return std::nullopt;
  const auto* bounds = pcre2_get_ovector_pointer(match.get());
  const auto pairs = pcre2_get_ovector_count(match.get());
  std::vector<std::string_view> groups;
  for (std::size_t i = pairs > 1 ? 1 : 0; i < pairs; ++i) {
    const auto start = bounds[2 * i];
    groups.push_back(start == PCRE2_UNSET ? std::string_view()
                                          : text.substr(start, bounds[2 * i + 1] - start));
  }
  from = bounds[1] > bounds[0] ? bounds[1] : bounds[1] + 1;
  return groups;
}

std::optional<std::string_view> Pattern::Find(std::string_view text) const {
  std::size_t from = 0;
  const auto groups = Next(text, from);
  return groups ? std::optional(groups->front()) : std::nullopt;
}

bool Pattern::IsIn(std::string_view text) const { return Find(text).has_value(); }

}  // namespace fxlake::sources
