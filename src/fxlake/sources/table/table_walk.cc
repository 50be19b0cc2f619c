// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table/table_walk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "fxlake/sources/language/label.h"
#include "fxlake/sources/language/wildcard.h"

namespace fxlake::sources {
namespace {

// The index of a column given by position, negative from the end; nullopt when `step` is a name.
std::optional<std::ptrdiff_t> PlaceOf(std::string_view step) {
  if (!step.starts_with('#')) return std::nullopt;
  std::ptrdiff_t place = 0;
  const auto end = step.data() + step.size();
  const auto [stop, error] = std::from_chars(step.data() + 1, end, place);
  if (error != std::errc() || stop != end || place == 0) return std::nullopt;
  return place > 0 ? place - 1 : place;
}

bool IsTable(const RowProgram& program, bool has_tree) {
  const auto& levels = program.levels;
  if (levels.size() < 2 || levels.size() > 3 || levels[0].next->kind != RowStep::Kind::each) return false;
  const auto is_text = [](const auto& look_up) { return look_up.steps.empty(); };
  const auto is_of_table = [](const auto& look_up) {
    return look_up.steps.empty() || look_up.steps.front() == "@table";
  };
  if (!has_tree && !std::ranges::all_of(levels[0].look_ups, is_of_table)) return false;
  return levels.size() == 2 ||
         (levels[1].next->kind == RowStep::Kind::capture && std::ranges::all_of(levels[2].look_ups, is_text));
}

// A quick test whether the label may match the cell: most cells begin with another character.
bool MayBe(std::string_view cell, std::string_view label) {
  cell = TrimBlanks(cell);
  if (cell.empty() || label.empty()) return cell.empty() == label.empty();
  const auto character = static_cast<unsigned char>(cell.front()),
             other = static_cast<unsigned char>(label.front());
  return character >= 0x80 || other >= 0x80 || (character | 0x20U) == (other | 0x20U);
}

std::string_view At(std::span<const std::string_view> cells, std::size_t at) {
  return at < cells.size() ? cells[at] : std::string_view();
}

}  // namespace

Result<TableWalk> TableWalk::Make(const BodySpec& spec, RowProgram& program, const OnRow& on_row) {
  if (!IsTable(program, spec.format == BodyFormat::html)) {
    return InvalidInput(fmt::format("the rows of a {} body must be \"*\" or \"*/{{field}}\"",
                                    kFormatNames[static_cast<std::size_t>(spec.format)]));
  }
  return TableWalk(spec, program, on_row);
}

void TableWalk::BeginTable(std::string name, std::string place) {
  SkipTable();
  program_.place.table = std::move(place);
  program_.place.rows.clear();
  state_ = State::before_header;
  record_ = header_rows_ = 0;
  names_.clear();
  table_name_ = std::move(name);
  if (!text_is_given_) text_.clear();
  ShowText();
}

// Reports a table that the spec names but that lacks the header: otherwise a sheet with a changed header
// would be skipped silently.
void TableWalk::SkipTable() {
  const bool begun = record_ > 0, named = !spec_.table.empty() && !spec_.header.empty();
  if (named && begun && state_ != State::rows && state_ != State::ended)
    program_.skipped_tables.push_back(table_name_);
}

void TableWalk::SetText(std::string text) {
  text_ = std::move(text);
  text_is_given_ = true;
}

void TableWalk::ShowText() {
  for (const auto& look_up : program_.levels[0].look_ups) {
    if (look_up.steps.empty()) program_.cells[look_up.cell] = text_;
    if (look_up.steps.size() == 1 && look_up.steps.front() == "@table")
      program_.cells[look_up.cell] = table_name_;
  }
}

bool TableWalk::IsBanner(std::string_view text) {
  bool is_banner = false;
  for (const auto& [name, pattern] : spec_.banners) {
    const auto found = pattern.Find(text);
    if (!found) continue;
    is_banner = true;
    const auto& kept = banners_.emplace_back(*found);
    for (const auto cell : program_.banner_cells[name]) program_.cells[cell] = kept;
  }
  return is_banner;
}

void TableWalk::TakeHeading(std::string_view line) { IsBanner(line); }

bool TableWalk::IsHeader(std::span<const std::string_view> cells) const {
  return std::ranges::all_of(spec_.header, [&](const HeaderCell& wanted) {
    return std::ranges::any_of(cells, [&](std::string_view cell) {
      if (wanted.pattern) return wanted.pattern->IsIn(TrimBlanks(cell));
      return MayBe(cell, wanted.label) && NormalLabel(cell) == NormalLabel(wanted.label);
    });
  });
}

Result<std::optional<std::ptrdiff_t>> TableWalk::ColumnOf(const RowProgram::LookUp& look_up) const {
  const auto name = look_up.steps.size() == 1 ? std::string_view(look_up.steps.front()) : std::string_view();
  if (const auto place = PlaceOf(name)) return place;
  auto found = std::ranges::find(names_, name);
  const auto label = NormalLabel(name);
  if (found == names_.end())
    found = std::ranges::find_if(names_, [&](const auto& known) { return NormalLabel(known) == label; });
  if (found == names_.end() && label.contains('*'))
    found = std::ranges::find_if(names_,
                                 [&](const auto& known) { return FitsWildcard(NormalLabel(known), label); });
  if (found != names_.end() && !name.empty()) {
    const auto again = std::find_if(std::next(found), names_.end(), [&](const auto& known) {
      return NormalLabel(known) == NormalLabel(*found);
    });
    const auto place = found - names_.begin();
    if (again == names_.end()) return place;
    return InvalidInput(fmt::format("two columns are named \"{0}\": select one by its position, #{1} or #{2}",
                                    *found, place + 1, again - names_.begin() + 1));
  }
  if (look_up.optional) return std::nullopt;
  if (!spec_.has_header)
    return InvalidInput(
        fmt::format("there is no column \"{}\": the columns have no names; use #1 for the first", name));
  return InvalidInput(
      fmt::format("there is no column \"{}\"; the columns are {}", name, fmt::join(names_, ", ")));
}

// Appends another header record to the column names. In all but the last one a blank cell continues the one
// to its left, as do columns after the record's end.
void TableWalk::AddNames(Cells header, bool spread) {
  std::string_view last;
  if (names_.size() < header.size()) names_.resize(header.size(), name_beyond_);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    auto cell = TrimBlanks(At(header, i));
    if (cell.empty() && spread) cell = last;
    last = cell;
    auto& name = names_[i];
    if (cell.empty() || name == cell || name.ends_with(" " + std::string(cell))) continue;
    name += (name.empty() ? "" : " ") + std::string(cell);
  }
  if (spread && !last.empty()) name_beyond_ += (name_beyond_.empty() ? "" : " ") + std::string(last);
}

void TableWalk::NameByPlace(std::size_t columns) {
  while (names_.size() < columns) {
    const auto column = names_.size();
    names_.push_back(fmt::format("#{}", column + 1));
    const bool is_field = std::ranges::any_of(
        of_record_, [&](const Bound& bound) { return bound.column == static_cast<std::ptrdiff_t>(column); });
    if (!is_field) captured_.push_back({column, names_.back()});
  }
}

Result<void> TableWalk::Bind() {
  state_ = State::rows;
  met_header_ = true;
  of_record_.clear();
  captured_.clear();
  program_.place.columns.clear();
  if (program_.place.by_line) {
    program_.place.names.clear();
    for (const auto& name : names_) program_.place.names.push_back(SqueezeBlanks(name));
  }
  std::vector<bool> named(names_.size());
  for (const auto& look_up : program_.levels[1].look_ups) {
    ASSIGN_OR_RETURN(const auto column, ColumnOf(look_up));
    program_.cells[look_up.cell].reset();
    if (!column) continue;
    const auto at = *column < 0 ? *column + static_cast<std::ptrdiff_t>(names_.size()) : *column;
    if (at >= 0) program_.place.columns[look_up.cell] = static_cast<std::size_t>(at);
    if (at >= 0 && static_cast<std::size_t>(at) < named.size()) named[static_cast<std::size_t>(at)] = true;
    of_record_.push_back({look_up.cell, *column});
  }
  above_.clear();
  for (const auto& name : spec_.fill_down) {
    ASSIGN_OR_RETURN(const auto column, ColumnOf({.steps = {name}}));
    above_.emplace_back(*column, "");
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!named[i] && !names_[i].empty()) captured_.push_back({i, names_[i]});
  }
  ShowText();
  return {};
}

Result<void> TableWalk::TakeHeaderRow(Cells cells) {
  if (state_ != State::within_header) {
    names_.clear();
    name_beyond_.clear();
    header_rows_ = 0;
    state_ = State::within_header;
  }
  ++header_rows_;
  AddNames(cells, header_rows_ < spec_.header_rows);
  return header_rows_ < spec_.header_rows ? Result<void>() : Bind();
}

Result<void> TableWalk::Take(Cells cells, std::size_t number) {
  if (spec_.transpose) {
    held_.emplace_back(cells.begin(), cells.end());
    program_.place.rows.push_back(number);
    return {};
  }
  program_.place.record = number;
  return TakeRecord(cells);
}

bool TableWalk::IsApart(Cells cells) const {
  if (state_ == State::ended) return true;
  if (spec_.banners.empty() && !spec_.end) return false;
  const auto text = SqueezeBlanks(fmt::format("{}", fmt::join(cells, " ")));
  if (spec_.end && spec_.end->IsIn(text)) return true;
  return std::ranges::any_of(spec_.banners, [&](const auto& banner) { return banner.second.IsIn(text); });
}

Result<void> TableWalk::EndTable() {
  if (held_.empty()) return {};
  std::size_t columns = 0;
  for (const auto& record : held_) columns = std::max(columns, record.size());
  const auto held = std::exchange(held_, {});
  std::vector<std::string_view> cells(held.size());
  for (std::size_t column = 0; column < columns; ++column) {
    for (std::size_t i = 0; i < held.size(); ++i)
      cells[i] = column < held[i].size() ? held[i][column] : std::string_view();
    program_.place.record = column + 1;
    RETURN_IF_ERROR(TakeRecord(cells));
  }
  return {};
}

Result<void> TableWalk::TakeRecord(Cells cells) {
  ++record_;
  if (state_ == State::before_header && !spec_.has_header) RETURN_IF_ERROR(Bind());
  if (!spec_.banners.empty() || spec_.end) {
    const auto text = SqueezeBlanks(fmt::format("{}", fmt::join(cells, " ")));
    if (IsBanner(text) && state_ != State::within_header) return {};
    if (state_ == State::rows && spec_.end && spec_.end->IsIn(text)) state_ = State::ended;
  }
  if (state_ == State::within_header) return TakeHeaderRow(cells);
  const bool heads = spec_.header.empty() ? state_ == State::before_header && record_ >= spec_.header_place
                                          : IsHeader(cells);
  if (heads)
    return TakeHeaderRow(
        spec_.fold > 0 ? cells.first(std::min(cells.size(), static_cast<std::size_t>(spec_.fold))) : cells);
  if (state_ == State::before_header) {
    if (!text_is_given_)
      text_ += fmt::format("{}\n", fmt::join(cells, std::string_view(&spec_.separator, 1)));
    return {};
  }
  if (state_ == State::ended) return {};
  if (spec_.fold == 0) return TakeRow(cells);
  for (program_.place.first_column = 0; !cells.empty();
       program_.place.first_column += static_cast<std::size_t>(spec_.fold)) {
    const auto record = cells.first(std::min(cells.size(), static_cast<std::size_t>(spec_.fold)));
    const bool is_blank =
        std::ranges::all_of(record, [](std::string_view cell) { return TrimBlanks(cell).empty(); });
    if (!is_blank) RETURN_IF_ERROR(TakeRow(record));
    cells = cells.subspan(record.size());
  }
  return {};
}

std::span<const std::string_view> TableWalk::FilledDown(Cells cells) {
  filled_.assign(cells.begin(), cells.end());
  for (auto& [column, above] : above_) {
    const auto at =
        static_cast<std::size_t>(column < 0 ? column + static_cast<std::ptrdiff_t>(cells.size()) : column);
    if (at >= filled_.size()) continue;
    if (TrimBlanks(filled_[at]).empty()) {
      filled_[at] = above;
    } else {
      above = filled_[at];
    }
  }
  return filled_;
}

Result<void> TableWalk::TakeRow(Cells cells) {
  if (!spec_.has_header) NameByPlace(cells.size());
  if (!above_.empty()) cells = FilledDown(cells);
  const auto cell_at = [&](std::ptrdiff_t column) {
    const auto at =
        static_cast<std::size_t>(column < 0 ? column + static_cast<std::ptrdiff_t>(cells.size()) : column);
    return at < cells.size() ? std::optional(cells[at]) : std::nullopt;
  };
  for (const auto& [cell, column] : of_record_) program_.cells[cell] = cell_at(column);
  if (program_.levels.size() == 2) {
    on_row_(program_.cells);
    return {};
  }
  for (const auto& [column, name] : captured_) {
    program_.place.column = program_.place.first_column + column;
    for (const auto cell : program_.levels[1].captured_cells) program_.cells[cell] = name;
    for (const auto& look_up : program_.levels[2].look_ups)
      program_.cells[look_up.cell] = cell_at(static_cast<std::ptrdiff_t>(column));
    on_row_(program_.cells);
  }
  return {};
}

Result<void> TableWalk::Finish() {
  RETURN_IF_ERROR(EndTable());
  SkipTable();
  if (met_header_) return {};
  if (spec_.header.empty()) return InvalidInput("no table has a row");
  std::string cells;
  for (const auto& cell : spec_.header) cells += (cells.empty() ? "" : ", ") + cell.label;
  return InvalidInput(fmt::format("no row has the header cells {}", cells));
}

}  // namespace fxlake::sources
