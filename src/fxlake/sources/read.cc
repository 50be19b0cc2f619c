// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/read.h"

#include <fmt/format.h>

#include "fxlake/sources/unpack.h"
#include "fxlake/sources/walkers.h"

namespace fxlake::sources {
namespace {

Result<void> CheckPlausible(const ReadSpec& spec, const ReadOutcome& outcome) {
  if (outcome.rows == 0 && !spec.may_be_empty) return InvalidInput("there are no rows where they should be");
  if (outcome.without_rate == outcome.rows && !spec.may_be_empty) {
    return InvalidInput(fmt::format("there are {} rows and none has a rate", outcome.rows));
  }
  if (outcome.refused_count > outcome.observations.size()) {
    return InvalidInput(fmt::format("{} of {} rows are refused, the first because {}", outcome.refused_count, outcome.rows,
                                    outcome.refused.front().reason));
  }
  return {};
}

}  // namespace

Result<ReadOutcome> ReadBody(const ReadSpec& spec, std::string bytes, const std::map<std::string, std::string>& variables) {
  const auto sources = SourcesOf(spec);
  ASSIGN_OR_RETURN(auto program, Compile(spec.rows, sources, variables));
  const auto beginning = bytes.substr(0, 100);
  auto document = Unpack(spec, std::move(bytes));
  if (!document) return NotAsExpected(spec, beginning, document.error());
  const auto opening = document->substr(0, 100);
  RowInterpreter interpreter(spec, program);
  auto walked = Walk(spec, std::move(*document), program, [&interpreter](const Cells& cells) { interpreter.Take(cells); });
  if (walked) walked = CheckPlausible(spec, interpreter.outcome());
  if (!walked) return NotAsExpected(spec, opening, walked.error());
  return std::move(interpreter.outcome());
}

}  // namespace fxlake::sources
