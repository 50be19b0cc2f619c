// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/body/unpack.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "fxlake/base/text.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/language/charset.h"
#include "fxlake/sources/language/label.h"
#include "fxlake/sources/tree/unwrap.h"
#include "fxlake/sources/workbook/unzip.h"

namespace fxlake::sources {
namespace {

bool NamesUtf8(std::string_view charset) {
  return charset.empty() || NormalLabel(charset) == "UTF-8" || NormalLabel(charset) == "UTF8";
}

bool IsWorkbook(BodyFormat format) {
  return format == BodyFormat::xlsx || format == BodyFormat::xls || format == BodyFormat::pdf;
}

// Neither an archive nor an error page.
bool LooksUnzipped(const BodySpec& spec, std::string_view bytes) {
  const auto first = bytes.find_first_not_of(kWhitespace);
  if (first == std::string_view::npos || bytes.starts_with("PK")) return false;
  const bool is_markup = spec.format == BodyFormat::xml || spec.format == BodyFormat::html;
  return (bytes[first] == '<') == is_markup;
}

Result<std::string> Decode(const BodySpec& spec, std::string bytes) {
  const auto declared = spec.charset.empty() ? DeclaredCharset(bytes) : spec.charset;
  if (!NamesUtf8(declared) && (!spec.charset.empty() || IsCharset(declared))) {
    ASSIGN_OR_RETURN(bytes, ToUtf8(bytes, declared, spec.drop_bad_bytes).In("decoding the response body"));
  } else if (spec.drop_bad_bytes && !simdjson::validate_utf8(bytes)) {
    ASSIGN_OR_RETURN(bytes, ToUtf8(bytes, "UTF-8", true));
  }
  if (!simdjson::validate_utf8(bytes)) return InvalidInput("the response body is not UTF-8");
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  return bytes;
}

// Limits the length of a reason that quotes the body.
std::string Shortened(const std::string& reason) {
  constexpr std::size_t kMost = 2000;
  if (reason.size() <= kMost) return reason;
  auto end = kMost;
  while ((static_cast<unsigned char>(reason[end]) & 0xC0U) == 0x80) --end;
  return reason.substr(0, end) + "...";
}

// The start of a body for messages: one line of printable characters.
std::string Preview(std::string_view bytes) {
  constexpr std::size_t kLength = 60;
  std::string text;
  for (const char c : bytes.substr(0, kLength))
    text += c >= 0x20 && c < 0x7F ? c : c == '\n' || c == '\r' || c == '\t' ? ' ' : '?';
  return bytes.size() > kLength ? text + "..." : text;
}

}  // namespace

Result<std::string> Unpack(const BodySpec& spec, std::string bytes, std::string* member) {
  if (IsBlank(bytes)) return InvalidInput("the response body is empty");
  if (bytes.starts_with("\x1F\x8B")) {
    ASSIGN_OR_RETURN(bytes, Gunzip(bytes, kMaxBodyBytes));
  }
  if (!spec.unzip.empty() && !LooksUnzipped(spec, bytes)) {
    ASSIGN_OR_RETURN(bytes, Unzip(bytes, spec.unzip, kMaxBodyBytes, member));
  }
  if (IsBlank(bytes)) return InvalidInput("the response body is empty");
  if (IsWorkbook(spec.format)) return bytes;
  ASSIGN_OR_RETURN(auto document, Decode(spec, std::move(bytes)));
  if (spec.extract) {
    const auto part = spec.extract->Find(document);
    if (!part) return InvalidInput("the pattern of `extract` does not match the response body");
    document = std::string(*part);
  }
  for (const auto& path : spec.unwrap) {
    ASSIGN_OR_RETURN(document, Unwrap(document, path).In("unwrapping the response body"));
  }
  return document;
}

Error NotAsExpected(const BodySpec& spec, const std::string& bytes, const Error& error) {
  return InvalidInput(fmt::format("expected {}{}: {}; the response body begins with \"{}\"",
                                  kFormatNames[static_cast<std::size_t>(spec.format)],
                                  spec.unzip.empty() ? "" : " in a zip archive", Shortened(error.message()),
                                  Preview(bytes)));
}

}  // namespace fxlake::sources
