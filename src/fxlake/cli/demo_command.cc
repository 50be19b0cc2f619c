// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/cli/carried_history.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/serve_command.h"

namespace fxlake::cli {
namespace {

Result<int> Demonstrate(const Session& session, const ServeOptions& options) {
  RETURN_IF_ERROR(SeedLake(session));
  auto global = session.options();
  if (!global.today) global.today = kCarriedHistoryEnds.ToString();
  Session served(session.environment(), std::move(global), session.config());
  served.Note(fmt::format("lake {} has the ECB's rates from 1999 to {}; \"fxlake run\" fetches later ones",
                          served.options().lake, kCarriedHistoryEnds.ToString()));
  return Serve(served, options);
}

}  // namespace

Command DemoCommand() {
  return {"demo", "Build a lake from 27 years of recorded rates and serve it",
          "Needs no network: the package includes the rate history of the European Central Bank. If the lake "
          "has no rates, "
          "one run of the whole pipeline fills it. The server then shows the lake as of the last recorded "
          "day.\n\nExamples:\n"
          "  fxlake demo\n"
          "  fxlake demo --lake rates --listen 127.0.0.1:0",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<ServeOptions>();
            DeclareListening(arguments, *options);
            return [options](Session& session) { return Demonstrate(session, *options); };
          }};
}

}  // namespace fxlake::cli
