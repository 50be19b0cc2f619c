// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/router.h"

#include <algorithm>
#include <optional>

#include "fxlake/pipeline/run_metrics.h"
#include "fxlake/server/api/api.h"
#include "fxlake/server/api/console.h"
#include "fxlake/server/api/mcp.h"
#include "fxlake/server/api/openapi.h"
#include "fxlake/server/frankfurter/v1.h"
#include "fxlake/server/frankfurter/v2.h"
#include "fxlake/server/http/schedule_page.h"
#include "fxlake/server/tables/iceberg_catalog.h"

namespace fxlake::server {
namespace {

constexpr std::string_view kMcp = "/mcp", kRuns = "/api/v1/runs/", kProvenance = "/api/v1/provenance";

// Liveness: a failure means that the process must be restarted.
Response AnswerAlive() { return JsonResponse(JsonObject({{"status", "ok"}}), Caching::no_store); }

// Readiness: a failure means that traffic should go to another server.
Response AnswerReady(const View& view, const ServerContext& context) {
  const auto freshness = context.freshness ? context.freshness() : Freshness{.checked_at = view.now};
  const auto age = std::max<std::int64_t>(0, view.now - freshness.checked_at);
  const bool is_stale = age > context.stale_after_micros;
  const auto& not_served = view.snapshot->not_served;
  auto json = JsonObject({{"status", is_stale             ? "stale"
                                     : not_served.empty() ? "ok"
                                                          : "incomplete"},
                          {"manifest_version", view.snapshot->version},
                          {"sources", view.snapshot->histories.size()}});
  if (is_stale) {
    json.Set("checked_at", freshness.checked_at.ToString());
    json.Set("reason", freshness.problem.empty() ? "the lake was not read" : freshness.problem);
  }
  if (!not_served.empty()) {
    Json reasons = Json::EmptyObject();
    for (const auto& [source, reason] : not_served) reasons.Set(source, reason);
    json.Set("not_served", std::move(reasons));
  }
  if (context.schedule) json.Set("schedule", ScheduleHealth(context.schedule()));
  auto response = JsonResponse(json, Caching::no_store);
  response.status = is_stale || !not_served.empty() ? 503 : 200;
  return response;
}

// The server's own metrics, and the lake's: the measurements of its runs, and the current age of its sources.
Response AnswerMetrics(const View& view, const ServerContext& context) {
  auto measured = view.snapshot->records->measured;
  for (const auto& [source, state] : view.snapshot->manifest.sources) {
    const auto spec = context.catalog.Find(source);
    if (!spec || !state.watermark) continue;
    const auto days = pipeline::StaleDays((*spec)->calendar, *state.watermark, view.today());
    measured.Apply(telemetry::Metric::stale_days, source, static_cast<double>(days));
  }
  auto page = context.server_metrics ? context.server_metrics(view) : std::string();
  if (context.schedule) page += ScheduleMetrics(context.schedule());
  page += telemetry::RenderOpenMetrics(measured);
  return {.content_type = std::string(telemetry::kOpenMetricsType),
          .body = std::move(page),
          .caching = Caching::no_store};
}

Response MethodNotAllowed(std::string_view allowed) {
  auto response = StatusMessage(405, "method not allowed");
  response.headers.emplace_back("allow", allowed);
  return response;
}

Response AnswerOptions(const Request& request, const ServerContext& context) {
  const bool is_mcp = request.path == kMcp;
  if (is_mcp && !IsAllowedOrigin(request.origin, context)) return ForbiddenOrigin();
  Response response{.content_type = "", .caching = Caching::no_store};
  response.headers.emplace_back("allow", is_mcp ? "POST, OPTIONS" : "GET, HEAD, OPTIONS");
  if (is_mcp) response.cors_methods = "POST, OPTIONS";
  if (!request.origin.empty() && !request.requested_method.empty()) {
    response.headers.emplace_back("access-control-max-age", "7200");
    const auto safe =
        std::ranges::all_of(request.requested_headers, [](char c) { return c >= ' ' && c <= '~'; });
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

Response Handle(const Request& request, const View& view, const ServerContext& context) {
  const std::string_view path = request.path;
  if (request.method == "OPTIONS") return AnswerOptions(request, context);
  if (path == kMcp)
    return request.method == "POST" ? AnswerMcp(request, view, context) : MethodNotAllowed("POST, OPTIONS");
  if (request.method != "GET" && request.method != "HEAD") return MethodNotAllowed("GET, HEAD, OPTIONS");
  if (const auto prefix = DescribedPrefix(path))
    return {.body = OpenApiDocument(*prefix, context.version), .caching = Caching::a_day};
  if (path == "/llms.txt")
    return {.content_type = "text/plain; charset=utf-8", .body = LlmsText(), .caching = Caching::a_day};
  if (path.starts_with("/v1/")) return AnswerV1(request, path.substr(4), view);
  if (path.starts_with("/v2/")) return AnswerV2(request, path.substr(4), view);
  if (path.starts_with(kIcebergPath)) return AnswerIceberg(path.substr(kIcebergPath.size()), context);
  if (path.starts_with("/api/v1/")) return AnswerApi(request, path.substr(8), view, context);
  if (path == "/health" || path == "/health/ready") return AnswerReady(view, context);
  if (path == "/health/live") return AnswerAlive();
  if (path == "/metrics") return AnswerMetrics(view, context);
  if (auto file = AnswerConsole(path, context.console)) return *std::move(file);
  return StatusMessage(404, "not found");
}

bool ReadsStore(const Request& request) {
  return request.path == kMcp || request.path == kProvenance || request.path.starts_with(kRuns) ||
         request.path.starts_with(kIcebergPath);
}

}  // namespace fxlake::server
