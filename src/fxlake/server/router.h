// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/lake/keys.h"
#include "fxlake/server/live_snapshot.h"
#include "fxlake/server/message.h"
#include "fxlake/server/view.h"
#include "fxlake/sources/catalog.h"

namespace fxlake::server {

// A file of the console, as the program carries it.
struct ConsoleFile {
  std::string_view path;  // "index.html", "app/chart.js"
  std::string_view content;
};

// What answers are made of besides a snapshot. All of it outlives the server.
struct Site {
  lake::Lake lake;
  const sources::Catalog& catalog;
  std::span<const ConsoleFile> console = {};
  std::string version = {};                                     // of the program
  std::function<std::string(const View&)> server_metrics = {};  // of all workers; may be empty
  std::function<Freshness()> freshness = {};                    // of the snapshot; empty: it is as new as can be
  std::int64_t stale_after_micros = 300 * Instant::kPerSecond;  // without a successful look at the lake it is not ready any more
  std::vector<std::string> origins = {};                        // whose pages may ask /mcp, besides those of this machine
};

// The answer to a GET, or to a POST of the MCP endpoint: the same request and view give the same answer.
Response Handle(const Request& request, const View& view, const Site& site);

// Whether making the answer may read the object store, and thus take as long as that takes.
bool ReadsStore(const Request& request);

}  // namespace fxlake::server
