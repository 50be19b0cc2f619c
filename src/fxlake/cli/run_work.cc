// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/run_work.h"

#include <memory>
#include <mutex>

#include "fxlake/cli/opening.h"

namespace fxlake::cli {

Result<pipeline::RunContext> OpenRunWork(Session& session, const std::optional<std::string>& replay,
                                         const std::optional<std::string>& rules, Progress& progress) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(auto* http, session.Http(replay));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(auto dqdl, ReadRules(session, rules));
  const auto& world = session.world();
  const auto guard = std::make_shared<std::mutex>();
  const auto show = [&progress, guard](std::string_view step, std::size_t done, std::size_t total) {
    const std::lock_guard lock(*guard);
    progress.Show(step, done, total);
  };
  return pipeline::RunContext{
      .handlers = {.lake = lake, .catalog = *catalog, .http = *http, .clock = *clock, .rules = std::move(dqdl), .progress = show},
      .random = world.random,
      .real_clock = world.clock,
      .processes = world.processes,
      .workflow = std::string(world.workflow),
      .open_engine = [&session](int first_year) { return OpenEngine(session, std::nullopt, first_year); },
      .notify = [](const std::string&, const std::string&) -> Result<void> { return {}; }};
}

}  // namespace fxlake::cli
