// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table_walk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "fxlake/sources/label.h"

namespace fxlake::sources {
namespace {

// The index of a column given by its place; nullopt when `step` is a name.
std::optional<std::size_t> PlaceOf(std::string_view step) {
  if (!step.starts_with('#')) return std::nullopt;
  std::size_t place = 0;
  const auto end = step.data() + step.size();
  const auto [stop, error] = std::from_chars(step.data() + 1, end, place);
  return error == std::errc() && stop == end && place > 0 ? std::optional(place - 1) : std::nullopt;
}

bool IsTable(const RowProgram& program) {
  const auto& levels = program.levels;
  if (levels.size() < 2 || levels.size() > 3 || levels[0].next->kind != RowStep::Kind::each) return false;
  const auto is_text = [](const auto& look_up) { return look_up.steps.empty(); };
  if (!std::ranges::all_of(levels[0].look_ups, is_text)) return false;
  return levels.size() == 2 || (levels[1].next->kind == RowStep::Kind::capture && std::ranges::all_of(levels[2].look_ups, is_text));
}

}  // namespace

Result<TableWalk> TableWalk::Make(const BodySpec& spec, RowProgram& program, const OnRow& on_row) {
  if (!IsTable(program)) {
    return InvalidInput(
        fmt::format("the rows of a {} body are \"*\" or \"*/{{field}}\"", kFormatNames[static_cast<std::size_t>(spec.format)]));
  }
  return TableWalk(spec, program, on_row);
}

void TableWalk::BeginTable() {
  has_header_ = false;
  names_.clear();
  if (!text_is_given_) text_.clear();
}

void TableWalk::SetText(std::string text) {
  text_ = std::move(text);
  text_is_given_ = true;
}

void TableWalk::ShowText() {
  for (const auto& look_up : program_.levels[0].look_ups) program_.cells[look_up.cell] = text_;
}

bool TableWalk::IsHeader(std::span<const std::string_view> cells) const {
  return std::ranges::all_of(spec_.header, [&](const std::string& wanted) {
    return std::ranges::any_of(cells, [&](std::string_view cell) { return NormalLabel(cell) == NormalLabel(wanted); });
  });
}

Result<std::optional<std::size_t>> TableWalk::ColumnOf(const RowProgram::LookUp& look_up) const {
  const auto name = look_up.steps.size() == 1 ? std::string_view(look_up.steps.front()) : std::string_view();
  if (const auto place = PlaceOf(name)) return place;
  const auto found = std::ranges::find(names_, name);
  if (found != names_.end() && !name.empty()) return static_cast<std::size_t>(found - names_.begin());
  if (look_up.optional) return std::nullopt;
  if (!spec_.has_header) return InvalidInput(fmt::format("there is no column \"{}\" where none has a name; #1 is the first", name));
  return InvalidInput(fmt::format("there is no column \"{}\"; the columns are {}", name, fmt::join(names_, ", ")));
}

Result<void> TableWalk::Bind(std::span<const std::string_view> header) {
  has_header_ = met_header_ = true;
  names_.clear();
  for (const auto name : header) names_.emplace_back(TrimBlanks(name));
  of_record_.clear();
  captured_.clear();
  std::vector<bool> named(names_.size());
  for (const auto& look_up : program_.levels[1].look_ups) {
    ASSIGN_OR_RETURN(const auto column, ColumnOf(look_up));
    program_.cells[look_up.cell].reset();
    if (!column) continue;
    if (*column < named.size()) named[*column] = true;
    of_record_.push_back({look_up.cell, *column});
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!named[i] && !names_[i].empty()) captured_.push_back({i, names_[i]});
  }
  ShowText();
  return {};
}

Result<void> TableWalk::Take(std::span<const std::string_view> cells) {
  if (!has_header_ && !spec_.has_header) RETURN_IF_ERROR(Bind({}));
  if (!has_header_ || (!spec_.header.empty() && IsHeader(cells))) {
    if (IsHeader(cells)) return Bind(cells);
    if (!text_is_given_) text_ += fmt::format("{}\n", fmt::join(cells, std::string_view(&spec_.separator, 1)));
    return {};
  }
  const auto cell_at = [&](std::size_t column) { return column < cells.size() ? std::optional(cells[column]) : std::nullopt; };
  for (const auto& [cell, column] : of_record_) program_.cells[cell] = cell_at(column);
  if (program_.levels.size() == 2) {
    on_row_(program_.cells);
    return {};
  }
  for (const auto& [column, name] : captured_) {
    for (const auto cell : program_.levels[1].captured_cells) program_.cells[cell] = name;
    for (const auto& look_up : program_.levels[2].look_ups) program_.cells[look_up.cell] = cell_at(column);
    on_row_(program_.cells);
  }
  return {};
}

Result<void> TableWalk::Finish() const {
  if (met_header_) return {};
  if (spec_.header.empty()) return InvalidInput("there is no table with a row");
  return InvalidInput(fmt::format("there is no row with the cells {} that heads the table", fmt::join(spec_.header, ", ")));
}

}  // namespace fxlake::sources
