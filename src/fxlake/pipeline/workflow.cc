// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/workflow.h"

#include <set>

#include "fxlake/asl/definition/definition.h"
#include "fxlake/base/json.h"

namespace fxlake::pipeline {

Result<std::string> FillPlaceholders(std::string_view definition,
                                     const std::map<std::string, std::string>& values) {
  std::string filled;
  std::set<std::string> used;
  for (auto at = definition.find("${"); at != std::string_view::npos; at = definition.find("${")) {
    const auto end = definition.find('}', at);
    if (end == std::string_view::npos)
      return InvalidInput("filling in a workflow: a placeholder does not end");
    const auto name = std::string(definition.substr(at + 2, end - at - 2));
    const auto value = values.find(name);
    if (value == values.end())
      return InvalidInput("filling in a workflow: unknown placeholder ${" + name + "}");
    const auto quoted = JsonQuote(value->second);
    filled.append(definition.substr(0, at)).append(quoted, 1, quoted.size() - 2);
    definition.remove_prefix(end + 1);
    used.insert(name);
  }
  for (const auto& [name, value] : values) {
    if (!used.contains(name))
      return InvalidInput("filling in a workflow: the workflow has no placeholder ${" + name + "}");
  }
  return filled.append(definition);
}

Result<std::shared_ptr<const asl::Machine>> ReadWorkflow(std::string_view definition) {
  auto read = asl::ReadDefinition(definition);
  if (read.machine != nullptr) return read.machine;
  const auto& notes = read.diagnostics.all();
  return InvalidInput("reading a workflow: " +
                      (notes.empty() ? "it cannot run" : asl::ToText(notes.front())));
}

}  // namespace fxlake::pipeline
