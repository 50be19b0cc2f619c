// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>

#include "fxlake/server/snapshot/live_snapshot.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// The counters of one worker. Written by the worker; read by the thread that renders the metrics page.
struct alignas(64) Metrics {
  static constexpr std::array<std::uint64_t, 8> kBoundsMicros = {50,    100,    250,     1'000,
                                                                 5'000, 25'000, 100'000, 1'000'000};

  std::array<std::atomic<std::uint64_t>, 6> requests = {};  // by the first digit of the status
  std::atomic<std::uint64_t> not_modified = 0;
  std::atomic<std::uint64_t> from_cache = 0;
  std::atomic<std::uint64_t> bytes_sent = 0;
  std::atomic<std::uint64_t> connections_opened = 0;
  std::atomic<std::uint64_t> connections_open = 0;
  std::atomic<std::uint64_t> timeouts = 0;
  // by the time taken to produce the response
  std::array<std::atomic<std::uint64_t>, kBoundsMicros.size() + 1> seconds = {};
  std::atomic<std::uint64_t> micros = 0;

  void Count(int status, std::uint64_t took_micros);
};

// The server's own metric families in the OpenMetrics 1.0 text format, without the final "# EOF".
std::string ServerMetrics(std::span<const Metrics* const> workers, const View& view,
                          const Freshness& freshness);

}  // namespace fxlake::server
