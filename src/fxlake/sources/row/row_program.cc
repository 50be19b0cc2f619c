// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/row/row_program.h"

#include <fmt/format.h>

#include <algorithm>

namespace fxlake::sources {
namespace {

using Kind = FieldSource::Kind;

class Compiler {
 public:
  Compiler(RowProgram& program, const std::map<std::string, std::string>& variables)
      : program_(program), variables_(variables) {}

  Result<void> Fill(std::size_t cell, const FieldSource& source, bool optional) {
    switch (source.kind) {
      case Kind::path: return AddLookUp(cell, source.path, optional);
      case Kind::constant: program_.cells[cell] = source.text; return {};
      case Kind::capture: return AddCapture(cell, source.text);
      case Kind::variable: {
        const auto found = variables_.find(source.text);
        if (found == variables_.end())
          return InvalidInput(fmt::format("the request has no variable \"{}\"", source.text));
        program_.cells[cell] = found->second;
        return {};
      }
      default: return {};
    }
  }

  Result<void> AddLeaves(const FieldSource& source, bool optional) {
    if (source.parts.empty()) {
      program_.cells.emplace_back();
      return Fill(program_.cells.size() - 1, source, optional);
    }
    for (const auto& part : source.parts)
      RETURN_IF_ERROR(AddLeaves(part, optional || source.kind == Kind::any));
    return {};
  }

 private:
  Result<void> AddLookUp(std::size_t cell, const FieldPath& path, bool optional) {
    const int row_level = static_cast<int>(program_.levels.size()) - 1;
    const int level = path.from_root ? 0 : row_level - path.up;
    if (level < 0) return InvalidInput("a path leads above the root of the body");
    // Captures are known only at the row.
    const auto at = static_cast<std::size_t>(path.has_capture() ? row_level : level);
    program_.levels[at].look_ups.push_back(
        {cell, path.names, optional, path.steps, static_cast<std::size_t>(level)});
    program_.needs_tree = program_.needs_tree || !path.is_simple();
    return {};
  }

  Result<void> AddCapture(std::size_t cell, const std::string& name) {
    for (auto& level : program_.levels) {
      if (level.next && level.next->kind == RowStep::Kind::capture && level.next->name == name) {
        level.captured_cells.push_back(cell);
        return {};
      }
    }
    if (const auto banner = program_.banner_cells.find(name); banner != program_.banner_cells.end()) {
      banner->second.push_back(cell);
      return {};
    }
    return Internal("no pattern captures " + name);
  }

  RowProgram& program_;
  const std::map<std::string, std::string>& variables_;
};

std::string ColumnLetters(std::size_t column) {
  std::string characters;
  for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    characters.insert(characters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return characters;
}

// Of a column without a name its place.
std::string InLines(const TablePlace& place, std::optional<std::size_t> own) {
  if (!place.rows.empty()) {
    const auto column = fmt::format("column #{}", place.record);
    if (!own || *own >= place.rows.size()) return column;
    return fmt::format("line {}, {}", place.lines_before + place.rows[*own], column);
  }
  const auto line = fmt::format("line {}", place.lines_before + place.record);
  if (!own) return line;
  const bool named = place.first_column == 0 && *own < place.names.size() && !place.names[*own].empty();
  return named ? fmt::format("{}, column {}", line, place.names[*own])
               : fmt::format("{}, column #{}", line, *own + 1);
}

}  // namespace

std::string TablePlace::ToString(std::size_t cell) const {
  if (table.empty() && !by_line) return "";
  const auto found = columns.find(cell);
  const auto own = found != columns.end() ? std::optional(found->second + first_column) : column;
  if (by_line) return InLines(*this, own);
  if (rows.empty()) return fmt::format("{}!{}{}", table, own ? ColumnLetters(*own) : "", record);
  return fmt::format("{}!{}{}", table, ColumnLetters(record - 1),
                     own && *own < rows.size() ? std::to_string(rows[*own]) : "");
}

Result<RowProgram> Compile(const BodySpec& body, std::span<const FieldSource* const> sources,
                           const std::map<std::string, std::string>& variables) {
  const auto& rows = body.rows;
  RowProgram program;
  program.levels.resize(rows.size() + 1);
  for (std::size_t i = 0; i < rows.size(); ++i) program.levels[i].next = rows[i];
  program.needs_tree = !std::ranges::all_of(rows, &RowStep::is_simple);
  for (const auto& [name, pattern] : body.banners) program.banner_cells[name];
  program.cells.resize(sources.size());
  Compiler compiler(program, variables);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (sources[i]->is_plain()) {
      RETURN_IF_ERROR(compiler.Fill(i, *sources[i], false));
      continue;
    }
    program.derived.push_back({i, sources[i], program.cells.size()});
    RETURN_IF_ERROR(compiler.AddLeaves(*sources[i], false));
  }
  return program;
}

}  // namespace fxlake::sources
