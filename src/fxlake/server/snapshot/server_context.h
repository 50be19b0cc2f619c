// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/lake/keys.h"
#include "fxlake/server/snapshot/live_snapshot.h"
#include "fxlake/server/snapshot/schedule_status.h"
#include "fxlake/server/snapshot/view.h"
#include "fxlake/sources/language/catalog.h"

namespace fxlake::server {

// An embedded file of the console.
struct ConsoleFile {
  std::string_view path;  // "index.html", "app/chart.js"
  std::string_view content;
};

// Dependencies of responses besides the snapshot. All must outlive the server.
struct ServerContext {
  lake::Lake lake;
  const sources::Catalog& catalog;
  std::span<const ConsoleFile> console = {};
  std::string version = {};                                     // of the program
  std::function<std::string(const View&)> server_metrics = {};  // of all workers; may be empty
  std::function<Freshness()> freshness = {};                    // of the snapshot; empty: always current
  std::function<ScheduleStatus()> schedule = {};                // of a scheduler in this process; empty: none
  // without a successful look at the lake it is not ready any more
  std::int64_t stale_after_micros = 300 * Instant::kPerSecond;
  std::string tables_root = {};  // the lake's location for engines; "": no open tables
  std::map<std::string, std::string> tables_config = {};  // what engines need to read its files
  std::vector<std::string> origins = {};                  // additional origins whose pages may use /mcp
};

}  // namespace fxlake::server
