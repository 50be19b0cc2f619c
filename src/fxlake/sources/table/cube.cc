// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table/cube.h"

#include <fmt/format.h>

namespace fxlake::sources {

Result<Cube> Cube::Make(const BodySpec& spec, RowProgram& program, const OnRow& on_row,
                        std::vector<Axis> axes) {
  ASSIGN_OR_RETURN(auto table, TableWalk::Make(spec, program, on_row));
  std::vector<std::string> names;
  for (const auto& axis : axes) {
    names.push_back(axis.id);
    names.push_back(axis.id + ".label");
  }
  names.emplace_back("value");
  const std::vector<std::string_view> header(names.begin(), names.end());
  RETURN_IF_ERROR(table.Take(header));
  return Cube(std::move(table), std::move(axes));
}

Result<void> Cube::Take(const std::vector<std::optional<std::size_t>>& indices, std::string_view value) {
  cells_.clear();
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    const auto index = i < indices.size() ? indices[i] : std::nullopt;
    if (index && *index >= axes_[i].values.size()) {
      return InvalidInput(fmt::format("an observation has the value {} of {}, which has {}", *index,
                                      axes_[i].id, axes_[i].values.size()));
    }
    cells_.push_back(index ? std::string_view(axes_[i].values[*index].code) : std::string_view());
    cells_.push_back(index ? std::string_view(axes_[i].values[*index].label) : std::string_view());
  }
  cells_.push_back(value);
  return table_.Take(cells_);
}

}  // namespace fxlake::sources
