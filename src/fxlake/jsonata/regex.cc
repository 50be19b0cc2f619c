// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace fxlake::jsonata {
namespace {

constexpr std::uint32_t kMaxSteps = 2'000'000, kMaxKilobytes = 64 << 10;

struct FreeMatch {
  void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};
struct FreeMatchContext {
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};
struct FreeCompileContext {
  void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};

PCRE2_SPTR Bytes(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

std::expected<Regex, std::string> Regex::Make(std::string_view pattern, std::string_view flags) {
  auto translated = TranslatePattern(pattern);
  if (!translated) return std::unexpected(std::move(translated).error());
  const std::unique_ptr<pcre2_compile_context, FreeCompileContext> context(
      pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_ANYCRLF);
  std::uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY |
                          PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF;
  if (flags.contains('i')) options |= PCRE2_CASELESS;
  if (flags.contains('m')) options |= PCRE2_MULTILINE;
  int error = 0;
  PCRE2_SIZE place = 0;
  auto* code = pcre2_compile(Bytes(*translated), translated->size(), options, &error, &place, context.get());
  if (code == nullptr) {
    char why[200] = "";
    pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR*>(why), sizeof why);
    return std::unexpected("/" + std::string(pattern) + "/: " + why);
  }
  return Regex(std::shared_ptr<const pcre2_code>(
      code, [](const pcre2_code* owned) { pcre2_code_free(const_cast<pcre2_code*>(owned)); }));
}

std::expected<Regex::Match, Regex::Failure> Regex::Find(std::string_view text, std::size_t from) const {
  if (from > text.size()) return std::unexpected(Failure::none);
  const std::unique_ptr<pcre2_match_data, FreeMatch> match(
      pcre2_match_data_create_from_pattern(code_.get(), nullptr));
  const std::unique_ptr<pcre2_match_context, FreeMatchContext> context(pcre2_match_context_create(nullptr));
  pcre2_set_match_limit(context.get(), kMaxSteps);
  pcre2_set_heap_limit(context.get(), kMaxKilobytes);
  const int count = pcre2_match(code_.get(), Bytes(text), text.size(), from, 0, match.get(), context.get());
  if (count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_HEAPLIMIT || count == PCRE2_ERROR_DEPTHLIMIT)
    return std::unexpected(Failure::limit);
  if (count <= 0) return std::unexpected(Failure::none);
  const auto* bounds = pcre2_get_ovector_pointer(match.get());
  const auto pairs = pcre2_get_ovector_count(match.get());
  Match found{bounds[0], bounds[1]};
  for (std::size_t i = 1; i < pairs; ++i) {
    const auto start = bounds[2 * i];
    found.groups.push_back(start == PCRE2_UNSET ? std::string_view()
                                                : text.substr(start, bounds[2 * i + 1] - start));
  }
  return found;
}

}  // namespace fxlake::jsonata
