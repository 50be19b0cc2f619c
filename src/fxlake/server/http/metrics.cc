// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace fxlake::server {
namespace {

std::string Family(std::string_view name, std::string_view type, std::string_view help) {
  return fmt::format("# TYPE {0} {1}\n# HELP {0} {2}\n", name, type, help);
}

}  // namespace

void Metrics::Count(int status, std::uint64_t took_micros) {
  constexpr auto kOrder = std::memory_order_relaxed;
  requests[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))].fetch_add(1, kOrder);
  if (status == 304) not_modified.fetch_add(1, kOrder);
  const auto bucket =
      static_cast<std::size_t>(std::ranges::lower_bound(kBoundsMicros, took_micros) - kBoundsMicros.begin());
  seconds[bucket].fetch_add(1, kOrder);
  micros.fetch_add(took_micros, kOrder);
}

std::string ServerMetrics(std::span<const Metrics* const> workers, const View& view,
                          const Freshness& freshness) {
  const auto sum = [&](const std::function<std::uint64_t(const Metrics&)>& of) {
    std::uint64_t total = 0;
    for (const auto* worker : workers) total += of(*worker);
    return total;
  };
  std::string page = Family("fxlake_http_requests", "counter", "Responses by class of their status.");
  for (std::size_t i = 1; i < 6; ++i) {
    page += fmt::format("fxlake_http_requests_total{{status=\"{}xx\"}} {}\n", i,
                        sum([&](const Metrics& m) { return m.requests[i].load(); }));
  }
  const auto counter = [&](std::string_view name, std::string_view help,
                           const std::function<std::uint64_t(const Metrics&)>& of) {
    page += Family(name, "counter", help) + fmt::format("{}_total {}\n", name, sum(of));
  };
  counter("fxlake_http_not_modified", "Responses that the client already had (304).",
          [](const Metrics& m) { return m.not_modified.load(); });
  counter("fxlake_http_cache_hits", "Responses served from the cache.",
          [](const Metrics& m) { return m.from_cache.load(); });
  counter("fxlake_http_sent_bytes", "Bytes sent, headers included.",
          [](const Metrics& m) { return m.bytes_sent.load(); });
  counter("fxlake_http_connections_opened", "Connections accepted.",
          [](const Metrics& m) { return m.connections_opened.load(); });
  counter("fxlake_http_timeouts", "Connections closed because the client was too slow.",
          [](const Metrics& m) { return m.timeouts.load(); });
  page += Family("fxlake_http_connections", "gauge", "Open connections.");
  page += fmt::format("fxlake_http_connections {}\n",
                      sum([](const Metrics& m) { return m.connections_open.load(); }));

  page += Family("fxlake_http_answer_seconds", "histogram", "Time to create a response.");
  std::uint64_t count = 0;
  for (std::size_t i = 0; i <= Metrics::kBoundsMicros.size(); ++i) {
    count += sum([&](const Metrics& m) { return m.seconds[i].load(); });
    const auto bound = i < Metrics::kBoundsMicros.size()
                           ? fmt::format("{}", static_cast<double>(Metrics::kBoundsMicros[i]) / 1e6)
                           : "+Inf";
    page += fmt::format("fxlake_http_answer_seconds_bucket{{le=\"{}\"}} {}\n", bound, count);
  }
  page += fmt::format("fxlake_http_answer_seconds_count {}\nfxlake_http_answer_seconds_sum {}\n", count,
                      static_cast<double>(sum([](const Metrics& m) { return m.micros.load(); })) / 1e6);

  page += Family("fxlake_manifest_version", "gauge", "Version of the manifest in use.");
  page += fmt::format("fxlake_manifest_version {}\n", view.snapshot->version);
  page += Family("fxlake_snapshot_age_seconds", "gauge",
                 "Time since the served snapshot was last confirmed against the lake.");
  page += fmt::format(
      "fxlake_snapshot_age_seconds {}\n",
      static_cast<double>(std::max<std::int64_t>(0, view.now - freshness.checked_at)) / Instant::kPerSecond);
  page += Family("fxlake_snapshot_reload_failures", "counter", "Failed attempts to read the lake again.");
  page += fmt::format("fxlake_snapshot_reload_failures_total {}\n", freshness.failed_reloads);
  page += Family("fxlake_rates", "gauge", "Rates in the snapshot, by source.");
  for (const auto& history : view.snapshot->histories) {
    page += fmt::format("fxlake_rates{{source=\"{}\"}} {}\n", history->source(), history->rate_count());
  }
  page += Family("fxlake_last_day_timestamp_seconds", "gauge", "Newest date with a rate, by source.");
  for (const auto& history : view.snapshot->histories) {
    page += fmt::format("fxlake_last_day_timestamp_seconds{{source=\"{}\"}} {}\n", history->source(),
                        std::int64_t{history->days().back()} * 86'400);
  }
  return page;
}

}  // namespace fxlake::server
