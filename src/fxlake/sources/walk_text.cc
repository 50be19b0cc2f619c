// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table_walk.h"

namespace fxlake::sources {

Result<void> WalkText(const BodySpec& spec, std::string_view body, RowProgram& program, const OnRow& on_row) {
  ASSIGN_OR_RETURN(auto table, TableWalk::Make(spec, program, on_row));
  table.SetText(std::string(body));
  std::size_t from = 0;
  while (const auto cells = spec.line->Next(body, from)) RETURN_IF_ERROR(table.Take(*cells));
  return {};
}

}  // namespace fxlake::sources
