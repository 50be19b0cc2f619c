// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include "fxlake/sources/table/pdf_text.h"
#include "fxlake/sources/table/table_walk.h"
#include "fxlake/sources/table/text_cells.h"

namespace fxlake::sources {
namespace {

// Counts the lines of a text on the way from match to match.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}

  // In which the first of the cells begins that is in the text, from 1; of none the line before.
  std::size_t LineOf(std::span<const std::string_view> cells) {
    for (const auto cell : cells) {
      if (cell.data() == nullptr || cell.data() < text_.data()) continue;
      const auto at = static_cast<std::size_t>(cell.data() - text_.data());
      if (at < counted_ || at > text_.size()) continue;
      line_ += static_cast<std::size_t>(std::ranges::count(text_.substr(counted_, at - counted_), '\n'));
      counted_ = at;
      break;
    }
    return line_;
  }

 private:
  std::string_view text_;
  std::size_t counted_ = 0, line_ = 1;
};

}  // namespace

Result<void> WalkText(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row) {
  ASSIGN_OR_RETURN(auto table, TableWalk::Make(spec, program, on_row));
  table.SetText(std::string(body));
  table.NumberByLine();
  if (spec.line) {
    LineCounter lines(body);
    std::size_t from = 0;
    while (const auto cells = spec.line->Next(body, from))
      RETURN_IF_ERROR(table.Take(*cells, lines.LineOf(*cells)));
    return {};
  }
  for (std::size_t number = 1; !body.empty(); ++number) {
    const auto line = body.substr(0, body.find('\n'));
    body.remove_prefix(std::min(line.size() + 1, body.size()));
    const auto cells = TextCells(line);
    if (!cells.empty()) RETURN_IF_ERROR(table.Take(cells, number));
  }
  return table.Finish();
}

Result<void> WalkPdf(const BodySpec& spec, const std::string& body, RowProgram& program,
                     const OnRow& on_row) {
  ASSIGN_OR_RETURN(const auto text, PdfText(body));
  return WalkText(spec, text, program, on_row);
}

}  // namespace fxlake::sources
