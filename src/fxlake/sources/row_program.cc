// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/row_program.h"

#include <fmt/format.h>

#include <algorithm>

namespace fxlake::sources {
namespace {

Result<void> AddLookUp(RowProgram& program, std::size_t cell, const FieldPath& path) {
  const int row_level = static_cast<int>(program.levels.size()) - 1;
  const int level = path.from_root ? 0 : row_level - path.up;
  if (level < 0) return InvalidInput("a path climbs above the root of the body");
  program.levels[static_cast<std::size_t>(level)].look_ups.push_back({cell, path.steps});
  return {};
}

}  // namespace

Result<RowProgram> Compile(const ReadSpec& spec, const std::map<std::string, std::string>& variables) {
  RowProgram program;
  program.levels.resize(spec.rows.size() + 1);
  program.cells.resize(spec.fields.size() + spec.rules.size());
  for (std::size_t i = 0; i < spec.rows.size(); ++i) {
    auto& level = program.levels[i];
    level.next = spec.rows[i];
    if (level.next->kind == RowStep::Kind::capture) {
      level.captured_cell = static_cast<std::size_t>(std::ranges::find(kFieldNames, level.next->name) - kFieldNames.begin());
    }
  }
  for (std::size_t i = 0; i < spec.fields.size(); ++i) {
    const auto& field = spec.fields[i];
    if (field.kind == FieldSource::Kind::path) RETURN_IF_ERROR(AddLookUp(program, i, field.path));
    if (field.kind == FieldSource::Kind::constant) program.cells[i] = field.text;
    if (field.kind == FieldSource::Kind::variable) {
      const auto found = variables.find(field.text);
      if (found == variables.end()) return InvalidInput(fmt::format("the request has no variable \"{}\"", field.text));
      program.cells[i] = found->second;
    }
  }
  for (std::size_t i = 0; i < spec.rules.size(); ++i) RETURN_IF_ERROR(AddLookUp(program, spec.fields.size() + i, spec.rules[i].path));
  return program;
}

}  // namespace fxlake::sources
