// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/cli/audited.h"
#include "fxlake/cli/commands.h"
#include "fxlake/tables/publisher.h"

namespace fxlake::cli {
namespace {

Result<int> Publish(Session& session, bool replace) {
  ASSIGN_OR_RETURN(auto* publisher, session.Publisher());
  if (publisher == nullptr)
    return InvalidInput("publishing the tables: the configuration turns it off (tables = false)");
  ASSIGN_OR_RETURN(const auto published, replace ? publisher->Republish() : publisher->Publish("", true));
  Json list = Json::EmptyArray();
  for (const auto& [table, version, snapshot, rows, changed] : published) {
    list.Append(JsonObject({{"table", lake::NameOf(table)},
                            {"version", version},
                            {"snapshot", snapshot},
                            {"rows", rows},
                            {"changed", changed}}));
    if (!session.json())
      session.Print(fmt::format("{}: version {}, snapshot {}, {} rows{}\n", lake::NameOf(table), version,
                                snapshot, rows, changed ? "" : "; it was up to date"));
  }
  if (session.json()) session.PrintJson(JsonObject({{"tables", std::move(list)}}));
  if (!session.json() && published.empty()) session.Print("the lake has no rates yet\n");
  return kSuccess;
}

}  // namespace

Command PublishCommand() {
  return {
      "publish", "Publish the lake's tables as Apache Iceberg tables",
      "Every run, transform and rebuild publishes the tables. Use this command for a lake whose tables were "
      "turned off, or that was moved or copied: the tables contain absolute paths. --replace creates the "
      "tables at the lake's present location, without their previous snapshots.\n\nExamples:\n"
      "  fxlake publish\n"
      "  fxlake publish --replace --lake /data/copy",
      [](Arguments& arguments) -> Action {
        const auto replace = std::make_shared<bool>(false);
        arguments.Flag("--replace", *replace, "Replace the tables by new ones");
        return [replace](Session& session) {
          return Audited(session, *replace ? "publish --replace" : "publish", "",
                         [&](std::vector<telemetry::AuditObject>&) { return Publish(session, *replace); });
        };
      }};
}

}  // namespace fxlake::cli
