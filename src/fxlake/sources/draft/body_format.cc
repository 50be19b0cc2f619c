// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/draft/body_format.h"

#include "fxlake/sources/workbook/compound_file.h"
#include "fxlake/sources/workbook/unzip.h"

namespace fxlake::sources {
namespace {

bool Has(const std::string& bytes, std::string_view text) {
  return std::string_view(bytes).substr(0, 4000).contains(text);
}

FormatOfBody FormatAt(const std::string& bytes, int depth) {
  if (IsCompoundFile(bytes)) return {BodyFormat::xls, ""};
  if (bytes.starts_with("%PDF-")) return {BodyFormat::pdf, ""};
  if (bytes.starts_with("PK") && depth == 0) {
    if (Unzip(bytes, "xl/workbook.xml", kMaxBodyBytes)) return {BodyFormat::xlsx, ""};
    for (const auto* member : {"*.csv", "*.xml", "*.json", "*.txt", "*.xlsx", "*.xls"}) {
      if (const auto inner = Unzip(bytes, member, kMaxBodyBytes)) return {FormatAt(*inner, 1).format, member};
    }
  }
  const auto first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const char character = first == std::string::npos ? ' ' : bytes[first];
  if (character == '<') {
    const bool is_page = Has(bytes, "<html") || Has(bytes, "<HTML") || Has(bytes, "<!DOCTYPE html") ||
                         Has(bytes, "<table") || Has(bytes, "<body");
    return {is_page && !Has(bytes, "<?xml version") ? BodyFormat::html : BodyFormat::xml, ""};
  }
  if (character != '{' && character != '[') return {BodyFormat::csv, ""};
  if (Has(bytes, "\"dataSets\"") || (bytes.contains("\"dataSets\"") && bytes.contains("\"structure")))
    return {BodyFormat::sdmx_json, ""};
  return {Has(bytes, "\"json-stat") || (Has(bytes, "\"dimension\"") && bytes.contains("\"category\""))
              ? BodyFormat::json_stat
              : BodyFormat::json,
          ""};
}

}  // namespace

FormatOfBody RecognizeFormat(const std::string& bytes) { return FormatAt(bytes, 0); }

}  // namespace fxlake::sources
