// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>

#include "fxlake/sources/walkers.h"

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

struct Columns {
  struct Bound {
    std::size_t cell = 0;
    std::size_t column = 0;
  };
  std::vector<Bound> of_record;                              // looked up by name
  std::vector<std::pair<std::size_t, std::string>> captured; // columns that are rows by themselves
};

Result<Columns> Bind(const RowProgram& program, const std::vector<std::string_view>& header) {
  Columns columns;
  std::vector<bool> named(header.size());
  for (const auto& look_up : program.levels[1].look_ups) {
    const auto name = look_up.steps.size() == 1 ? std::string_view(look_up.steps.front()) : std::string_view();
    const auto found = std::ranges::find(header, name);
    if (name.empty() || found == header.end()) {
      return InvalidInput(fmt::format("there is no column \"{}\"; the columns are {}", name, fmt::join(header, ", ")));
    }
    const auto column = static_cast<std::size_t>(found - header.begin());
    named[column] = true;
    columns.of_record.push_back({look_up.cell, column});
  }
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!named[i] && !header[i].empty()) columns.captured.emplace_back(i, header[i]);
  }
  return columns;
}

// Rows are records (`*`) or, with a second step that captures, cells (`*/{quote}`).
bool HasShapeOfTable(const RowProgram& program) {
  const auto& levels = program.levels;
  if (levels.size() < 2 || levels.size() > 3 || levels[0].next->kind != RowStep::Kind::each || !levels[0].look_ups.empty()) return false;
  if (levels.size() == 2) return true;
  return levels[1].next->kind == RowStep::Kind::capture && std::ranges::all_of(levels[2].look_ups, [](const auto& look_up) { return look_up.steps.empty(); });
}

}  // namespace

Result<void> WalkCsv(std::string_view body, char separator, RowProgram& program, const OnRow& on_row) {
  if (!HasShapeOfTable(program)) return InvalidInput("the rows of a CSV body are \"*\" or \"*/{field}\"");
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  RecordReader reader(body, separator);
  std::vector<std::string_view> cells;
  if (reader.at_end() || !reader.Next(cells)) return InvalidInput("not CSV: there is no first line with the columns' names");
  const std::vector<std::string> header(cells.begin(), cells.end());
  ASSIGN_OR_RETURN(const auto columns, Bind(program, {header.begin(), header.end()}));
  while (!reader.at_end()) {
    if (!reader.Next(cells)) return InvalidInput(fmt::format("not CSV: a quoted cell of record {} does not end", reader.line()));
    if (cells.size() == 1 && cells.front().empty()) continue;
    if (cells.size() != header.size()) {
      return InvalidInput(fmt::format("record {} has {} cells where the first line has {}", reader.line(), cells.size(), header.size()));
    }
    for (const auto& [cell, column] : columns.of_record) program.cells[cell] = cells[column];
    if (program.levels.size() == 2) {
      on_row(program.cells);
      continue;
    }
    for (const auto& [column, name] : columns.captured) {
      program.cells[*program.levels[1].captured_cell] = name;
      for (const auto& look_up : program.levels[2].look_ups) program.cells[look_up.cell] = cells[column];
      on_row(program.cells);
    }
  }
  return {};
}

}  // namespace fxlake::sources
