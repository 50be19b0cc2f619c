// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/tree/json_node.h"

namespace fxlake::sources {

Result<void> WalkJsonTree(std::string_view body, RowProgram& program, const OnRow& on_row) {
  ASSIGN_OR_RETURN(const auto document, Json::Parse(body).In("not a complete JSON document"));
  TreeWalker<JsonNode>(program, on_row).Walk(JsonNode(document));
  return {};
}

}  // namespace fxlake::sources
