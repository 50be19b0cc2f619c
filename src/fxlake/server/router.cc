// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/router.h"

#include <algorithm>
#include <optional>

#include "fxlake/pipeline/run_metrics.h"
#include "fxlake/server/api.h"
#include "fxlake/server/console.h"
#include "fxlake/server/mcp.h"
#include "fxlake/server/openapi.h"
#include "fxlake/server/v1.h"
#include "fxlake/server/v2.h"

namespace fxlake::server {
namespace {

Response AnswerHealth(const View& view) {
  return JsonResponse(
      JsonObject({{"status", "ok"}, {"manifest_version", view.snapshot->version}, {"sources", view.snapshot->histories.size()}}),
      Caching::no_store);
}

// The server's own, and those of the lake: what its runs measured, and how old its sources are now. A store that does not answer takes
// nothing from the rest.
Response AnswerMetrics(const View& view, const Site& site) {
  const auto of_runs = site.runs.Measured();
  auto measured = of_runs ? *of_runs : telemetry::MetricValues();
  for (const auto& [source, state] : view.snapshot->manifest.sources) {
    const auto spec = site.catalog.Find(source);
    if (!spec || !state.watermark) continue;
    const auto days = pipeline::StaleDays((*spec)->calendar, *state.watermark, view.today());
    measured.Apply(telemetry::Metric::stale_days, source, static_cast<double>(days));
  }
  auto page = site.server_metrics ? site.server_metrics(view) : std::string();
  page += telemetry::RenderOpenMetrics(measured);
  return {.content_type = std::string(telemetry::kOpenMetricsType), .body = std::move(page), .caching = Caching::no_store};
}

Response MethodNotAllowed(std::string_view allowed) {
  auto response = StatusMessage(405, "method not allowed");
  response.headers.emplace_back("allow", allowed);
  return response;
}

Response AnswerOptions(const Request& request) {
  Response response{.content_type = "", .caching = Caching::no_store};
  response.headers.emplace_back("allow", "GET, HEAD, OPTIONS");
  if (!request.origin.empty() && !request.requested_method.empty()) {
    response.headers.emplace_back("access-control-max-age", "7200");
    const auto safe = std::ranges::all_of(request.requested_headers, [](char c) { return c >= ' ' && c <= '~'; });
    if (!request.requested_headers.empty() && safe)
      response.headers.emplace_back("access-control-allow-headers", request.requested_headers);
  }
  return response;
}

// "/v1" for /v1/openapi.json, "" for /openapi.json.
std::optional<std::string_view> DescribedPrefix(std::string_view path) {
  constexpr std::string_view kDocument = "/openapi.json";
  const auto prefix = path.substr(0, path.size() - std::min(path.size(), kDocument.size()));
  const bool known = prefix.empty() || prefix == "/v1" || prefix == "/v2" || prefix == "/api/v1";
  return path.ends_with(kDocument) && known ? std::optional(prefix) : std::nullopt;
}

}  // namespace

Response Handle(const Request& request, const View& view, const Site& site) {
  const std::string_view path = request.path;
  if (request.method == "OPTIONS") return AnswerOptions(request);
  if (path == "/mcp") return request.method == "POST" ? AnswerMcp(request, view, site) : MethodNotAllowed("POST, OPTIONS");
  if (request.method != "GET" && request.method != "HEAD") return MethodNotAllowed("GET, HEAD, OPTIONS");
  if (const auto prefix = DescribedPrefix(path)) return {.body = OpenApiDocument(*prefix, site.version), .caching = Caching::a_day};
  if (path == "/llms.txt") return {.content_type = "text/plain; charset=utf-8", .body = LlmsText(), .caching = Caching::a_day};
  if (path.starts_with("/v1/")) return AnswerV1(request, path.substr(4), view);
  if (path.starts_with("/v2/")) return AnswerV2(request, path.substr(4), view);
  if (path.starts_with("/api/v1/")) return AnswerApi(request, path.substr(8), view, site);
  if (path == "/health") return AnswerHealth(view);
  if (path == "/metrics") return AnswerMetrics(view, site);
  if (auto file = AnswerConsole(path, site.console)) return *std::move(file);
  return StatusMessage(404, "not found");
}

}  // namespace fxlake::server
