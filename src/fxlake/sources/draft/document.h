// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "fxlake/base/json.h"
#include "fxlake/base/result.h"
#include "fxlake/sources/language/spec.h"
#include "fxlake/sources/table/html_table.h"
#include "fxlake/sources/table/pdf_text.h"
#include "fxlake/sources/tree/json_node.h"
#include "fxlake/sources/tree/xml_node.h"
#include "fxlake/sources/workbook/xls_workbook.h"

// A document without a source file, as `source look` and `source new` go through it.
namespace fxlake::sources {

// A step of a path: names that a path cannot contain unquoted are quoted.
std::string StepText(std::string_view name);
// The first `most` records of a CSV text that are not blank; ends before a record that is not CSV.
Grid CsvGrid(std::string_view text, char separator, std::size_t most);
Grid TableGrid(const HtmlTable& table);

// Calls the member of `parts` that fits the format, as returned by Unpack: Tree(node), Page(text),
// Book(workbook), Csv(text) or Lines(text). All return the same Result.
template <typename Parts>
auto ReadDocument(BodyFormat format, const std::string& document, const Parts& parts)
    -> decltype(parts.Csv(document)) {
  switch (format) {
    case BodyFormat::json:
    case BodyFormat::sdmx_json:
    case BodyFormat::json_stat: {
      ASSIGN_OR_RETURN(const auto json, Json::Parse(document));
      return parts.Tree(JsonNode(json));
    }
    case BodyFormat::xml: {
      pugi::xml_document xml;
      const auto parsed =
          xml.load_buffer(document.data(), document.size(), pugi::parse_default, pugi::encoding_utf8);
      if (!parsed) return InvalidInput("not a complete XML document: " + std::string(parsed.description()));
      return parts.Tree(XmlNode(xml));
    }
    case BodyFormat::html: return parts.Page(document);
    case BodyFormat::xlsx: {
      ASSIGN_OR_RETURN(const auto workbook, Workbook::Open(document));
      return parts.Book(workbook);
    }
    case BodyFormat::xls: {
      ASSIGN_OR_RETURN(const auto workbook, XlsWorkbook::Open(document));
      return parts.Book(workbook);
    }
    case BodyFormat::pdf: {
      ASSIGN_OR_RETURN(const auto text, PdfText(document));
      return parts.Lines(text);
    }
    default: return parts.Csv(document);
  }
}

}  // namespace fxlake::sources
