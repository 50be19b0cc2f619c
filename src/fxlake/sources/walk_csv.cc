// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "fxlake/sources/table_walk.h"

namespace fxlake::sources {
namespace {

// Takes records off a text (RFC 4180; lines may end in LF alone).
class RecordReader {
 public:
  RecordReader(std::string_view text, char separator) : rest_(text), separator_(separator) {}

  bool at_end() const { return rest_.empty(); }
  std::uint64_t line() const { return line_; }

  // The cells of the next record; false when a quoted cell does not end.
  bool Next(std::vector<std::string_view>& cells) {
    cells.clear();
    unquoted_.clear();
    ++line_;
    while (true) {
      std::string_view cell;
      if (rest_.starts_with('"')) {
        if (!TakeQuoted(cell)) return false;
      } else {
        std::size_t length = 0;
        while (length < rest_.size() && rest_[length] != separator_ && rest_[length] != '\n') ++length;
        cell = rest_.substr(0, length);
        rest_.remove_prefix(length);
        if (cell.ends_with('\r') && (rest_.empty() || rest_.front() == '\n')) cell.remove_suffix(1);
      }
      cells.push_back(cell);
      if (rest_.empty()) return true;
      const char ended_by = rest_.front();
      rest_.remove_prefix(1);
      if (ended_by == '\n') return true;
    }
  }

 private:
  bool TakeQuoted(std::string_view& cell) {
    std::string text;
    rest_.remove_prefix(1);
    while (true) {
      const auto quote = rest_.find('"');
      if (quote == std::string_view::npos) return false;
      text += rest_.substr(0, quote);
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) break;
      text += '"';
      rest_.remove_prefix(1);
    }
    if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
    cell = unquoted_.emplace_back(std::move(text));
    return rest_.empty() || rest_.front() == separator_ || rest_.front() == '\n';
  }

  std::string_view rest_;
  char separator_;
  std::uint64_t line_ = 0;
  std::deque<std::string> unquoted_;
};

bool IsBlank(std::string_view cell) { return cell.find_first_not_of(" \t") == std::string_view::npos; }

}  // namespace

Result<void> WalkCsv(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row) {
  ASSIGN_OR_RETURN(auto table, TableWalk::Make(spec, program, on_row));
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  RecordReader reader(body, spec.separator);
  std::vector<std::string_view> cells;
  while (!reader.at_end()) {
    if (!reader.Next(cells)) return InvalidInput(fmt::format("not CSV: a quoted cell of record {} does not end", reader.line()));
    if (IsBlank(cells.front()) && std::ranges::all_of(cells, IsBlank)) continue;
    if (table.has_header() && spec.has_header && !spec.ragged && spec.fold == 0) {
      // Some end records by a separator, but not the header. One more than that would hide a decimal comma.
      if (cells.size() == table.columns() + 1 && table.last_column_has_name() && IsBlank(cells.back())) cells.pop_back();
      if (cells.size() != table.columns()) {
        return InvalidInput(fmt::format("record {} has {} cells where the first line has {}; ragged = true allows it", reader.line(),
                                        cells.size(), table.columns()));
      }
    }
    RETURN_IF_ERROR(table.Take(cells));
  }
  return table.Finish();
}

}  // namespace fxlake::sources
