// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
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

// A file of the console, as the program carries it.
struct ConsoleFile {
  std::string_view path;  // "index.html", "app/chart.js"
  std::string_view content;
};

// What answers are made of besides a snapshot. All of it outlives the server.
struct ServerContext {
  lake::Lake lake;
  const sources::Catalog& catalog;
  std::span<const ConsoleFile> console = {};
  std::string version = {};                                     // of the program
  std::function<std::string(const View&)> server_metrics = {};  // of all workers; may be empty
  std::function<Freshness()> freshness = {};      // of the snapshot; empty: it is as new as can be
  std::function<ScheduleStatus()> schedule = {};  // of a scheduler in this process; empty: there is none
  std::int64_t stale_after_micros =
      300 * Instant::kPerSecond;          // without a successful look at the lake it is not ready any more
  std::vector<std::string> origins = {};  // whose pages may ask /mcp, besides those of this machine
};

}  // namespace fxlake::server
