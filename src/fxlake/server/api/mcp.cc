// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/api/mcp.h"

#include <algorithm>
#include <array>
#include <span>

#include "fxlake/base/text.h"
#include "fxlake/server/api/api.h"

namespace fxlake::server {
namespace {

constexpr std::string_view kProtocol = "2025-06-18", kMethods = "POST, OPTIONS";
constexpr std::size_t kMostBytes = 1024 * 1024;  // of a tool's result
constexpr int kParseError = -32700, kInvalidRequest = -32600, kMethodNotFound = -32601,
              kInvalidParams = -32602;

struct Argument {
  std::string_view name;
  std::string_view description;
  bool required = false;
};
constexpr Argument kBase{"base",
                         "Base currency (ISO 4217): the rate is the price of one unit of it. Default: EUR."};
constexpr Argument kSymbols{"symbols", "Target currencies, separated by commas. Default: all."};
constexpr Argument kSource{"source", "Source of the rates. Default: the European Central Bank."};
constexpr Argument kDate{"date", "Date, YYYY-MM-DD. Default: today."};
constexpr Argument kOn{"on", "Fallback rule for a date without a rate: exact, previous or next"};
constexpr Argument kAsOf{"as_of",
                         "State of the lake to use: a time (RFC 3339), or a date, which means its end"};

constexpr std::array kLatest = {kBase, kSymbols, kDate, kOn, kSource};
constexpr std::array kHistory = {kBase,
                                 Argument{"symbols", "Target currencies, separated by commas", true},
                                 Argument{"from", "First date, YYYY-MM-DD", true},
                                 Argument{"to", "Last date. Default: today."},
                                 kOn,
                                 kSource,
                                 kAsOf};
constexpr std::array kConvert = {
    Argument{"amount", "Amount as a decimal number", true},
    Argument{"from", "Currency of the amount", true},
    Argument{"to", "Currency to convert to", true},
    kDate,
    kOn,
    Argument{"rule",
             "Rounding rule for the final amount: half_away, half_even, toward_zero, away_from_zero, floor, "
             "ceiling"},
    kSource,
    kAsOf};
constexpr std::array kProvenance = {Argument{"base", "Base currency as published by the source", true},
                                    Argument{"target", "Target currency", true},
                                    Argument{"date", "Date, YYYY-MM-DD. Default: the newest."}, kSource,
                                    kAsOf};

struct Tool {
  std::string_view name;
  std::string_view description;
  std::string_view endpoint;  // of /api/v1
  std::span<const Argument> arguments;
};
constexpr Tool kTools[] = {
    {"latest",
     "Returns the exchange rates for a date as exact decimals, each with its rate date and raw object.",
     "rates", kLatest},
    {"history", "Returns the exchange rates for a range of dates as exact decimals.", "rates", kHistory},
    {"convert", "Converts an amount exactly, rounds only the final amount, and returns each step.", "convert",
     kConvert},
    {"provenance",
     "Returns the origin of a published rate: raw object, SHA-256, fetch, run, and the values it "
     "superseded.",
     "provenance", kProvenance},
};

Json ToolToJson(const Tool& tool) {
  Json properties = Json::EmptyObject(), required = Json::EmptyArray();
  for (const auto& argument : tool.arguments) {
    properties.Set(argument.name, JsonObject({{"type", "string"}, {"description", argument.description}}));
    if (argument.required) required.Append(argument.name);
  }
  return JsonObject({{"name", tool.name},
                     {"description", tool.description},
                     {"inputSchema", JsonObject({{"type", "object"},
                                                 {"properties", std::move(properties)},
                                                 {"required", std::move(required)},
                                                 {"additionalProperties", false}})},
                     {"annotations", JsonObject({{"readOnlyHint", true}, {"openWorldHint", false}})}});
}

Json Reply(const Json& id, Json result) {
  return JsonObject({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

Json Failure(const Json& id, int code, std::string_view message) {
  return JsonObject(
      {{"jsonrpc", "2.0"}, {"id", id}, {"error", JsonObject({{"code", code}, {"message", message}})}});
}

Json ToolResult(std::string text, bool is_error) {
  auto result = JsonObject({{"content", Json(Json::Array{JsonObject({{"type", "text"}, {"text", text}})})},
                            {"isError", is_error}});
  if (const auto structured = Json::Parse(text); !is_error && structured)
    result.Set("structuredContent", *structured);
  return result;
}

Json CallTool(const Json& id, const Json* params, const View& view, const ServerContext& context) {
  const auto name = params == nullptr ? "" : params->StringAt("name").value_or("");
  const auto* tool = std::ranges::find(kTools, name, &Tool::name);
  if (tool == std::end(kTools)) return Failure(id, kInvalidParams, "unknown tool");
  Request request;
  const auto* arguments = params->Find("arguments");
  if (arguments != nullptr && arguments->is_object()) {
    for (const auto& [key, value] : arguments->object()) {
      request.parameters.push_back({key, value.is_string() ? value.string() : value.Dump()});
    }
  }
  auto response = AnswerApi(request, tool->endpoint, view, context);
  while (response.stream) {
    if (!response.stream->Next(response.body)) response.stream.reset();
    if (response.body.size() > kMostBytes)
      return Reply(
          id, ToolResult("the result is larger than one megabyte: request fewer dates or currencies", true));
  }
  return Reply(id, ToolResult(std::move(response.body), response.status != 200));
}

// The response to one message; null for a notification, which has none.
Json AnswerMessage(const Json& message, const View& view, const ServerContext& context) {
  const auto* id = message.Find("id");
  const auto method = message.StringAt("method");
  if (!message.is_object() || message.StringAt("jsonrpc").value_or("") != "2.0" || !method)
    return Failure(Json(), kInvalidRequest, "not a JSON-RPC request");
  if (id == nullptr) return {};
  if (*method == "initialize") {
    return Reply(
        *id,
        JsonObject(
            {{"protocolVersion", kProtocol},
             {"capabilities", JsonObject({{"tools", Json::EmptyObject()}})},
             {"serverInfo", JsonObject({{"name", "fxlake"}, {"version", context.version}})},
             {"instructions",
              "Exchange rates of a data lake as exact decimals, each with its rate date and raw object."}}));
  }
  if (*method == "ping") return Reply(*id, Json::EmptyObject());
  if (*method == "tools/list") {
    Json tools = Json::EmptyArray();
    for (const auto& tool : kTools) tools.Append(ToolToJson(tool));
    return Reply(*id, JsonObject({{"tools", std::move(tools)}}));
  }
  if (*method == "tools/call") return CallTool(*id, message.Find("params"), view, context);
  return Failure(*id, kMethodNotFound, "unknown method");
}

constexpr std::string_view kThisMachine[] = {"localhost", "127.0.0.1", "[::1]"};

// application/json, with or without parameters.
bool IsJson(std::string_view content_type) {
  return EqualsIgnoringCase(Trim(content_type.substr(0, content_type.find(';'))), "application/json");
}

}  // namespace

bool IsAllowedOrigin(std::string_view origin, const ServerContext& context) {
  if (origin.empty()) return true;
  const auto given = LowerCase(origin);
  if (std::ranges::find(context.origins, given) != context.origins.end()) return true;
  const auto scheme = given.find("://");
  if (scheme == std::string::npos) return false;
  auto host = std::string_view(given).substr(scheme + 3);
  const auto port = host.rfind(':');
  const auto digits = port == std::string_view::npos ? std::string_view() : host.substr(port + 1);
  if (!digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos)
    host = host.substr(0, port);
  return std::ranges::find(kThisMachine, host) != std::end(kThisMachine);
}

Response ForbiddenOrigin() {
  auto response = StatusMessage(
      403, "pages of this origin are not allowed to use this endpoint (see fxlake serve --allow-origin)");
  response.cors_methods = {};
  return response;
}

Response AnswerMcp(const Request& request, const View& view, const ServerContext& context) {
  if (!IsAllowedOrigin(request.origin, context)) return ForbiddenOrigin();
  if (!IsJson(request.content_type)) {
    auto response = StatusMessage(415, "the content type must be application/json");
    response.cors_methods = kMethods;
    return response;
  }
  const auto message = Json::Parse(request.body, {.max_depth = 64});
  const auto answer =
      message ? AnswerMessage(*message, view, context) : Failure(Json(), kParseError, "not JSON");
  if (answer.is_null())
    return {.status = 202, .content_type = "", .caching = Caching::no_store, .cors_methods = kMethods};
  const bool rejected = !message || (answer.Find("error") != nullptr && answer.Find("id")->is_null());
  return {.status = rejected ? 400 : 200,
          .body = answer.Dump(),
          .caching = Caching::no_store,
          .cors_methods = kMethods};
}

}  // namespace fxlake::server
