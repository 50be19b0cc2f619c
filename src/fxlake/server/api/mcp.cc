// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/api/mcp.h"

#include <algorithm>
#include <array>
#include <span>

#include "fxlake/server/api/api.h"

namespace fxlake::server {
namespace {

constexpr std::string_view kProtocol = "2025-06-18", kMethods = "POST, OPTIONS";
constexpr std::size_t kMostBytes = 1024 * 1024;  // of a tool's answer
constexpr int kParseError = -32700, kInvalidRequest = -32600, kMethodNotFound = -32601,
              kInvalidParams = -32602;

struct Argument {
  std::string_view name;
  std::string_view description;
  bool required = false;
};
constexpr Argument kBase{
    "base", "The currency of which one unit is priced, by its ISO 4217 code; EUR when not given"};
constexpr Argument kSymbols{"symbols",
                            "The currencies it is priced in, separated by commas; all when not given"};
constexpr Argument kSource{"source", "Whose rates; the European Central Bank's when not given"};
constexpr Argument kDate{"date", "The day, YYYY-MM-DD; today when not given"};
constexpr Argument kOn{"on", "Which rate answers for a day without one: exact, previous or next"};
constexpr Argument kAsOf{"as_of", "What the lake held at that time (RFC 3339) or at the end of that day"};

constexpr std::array kLatest = {kBase, kSymbols, kDate, kOn, kSource};
constexpr std::array kHistory = {
    kBase,
    Argument{"symbols", "The currencies it is priced in, separated by commas", true},
    Argument{"from", "The first day, YYYY-MM-DD", true},
    Argument{"to", "The last day; today when not given"},
    kOn,
    kSource,
    kAsOf};
constexpr std::array kConvert = {
    Argument{"amount", "How much, as a decimal number", true},
    Argument{"from", "Of which currency", true},
    Argument{"to", "Into which currency", true},
    kDate,
    kOn,
    Argument{"rule",
             "How the end is rounded: half_away, half_even, toward_zero, away_from_zero, floor, ceiling"},
    kSource,
    kAsOf};
constexpr std::array kProvenance = {Argument{"base", "The base as the source publishes it", true},
                                    Argument{"target", "The currency it is priced in", true},
                                    Argument{"date", "The day, YYYY-MM-DD; the newest when not given"},
                                    kSource, kAsOf};

struct Tool {
  std::string_view name;
  std::string_view description;
  std::string_view endpoint;  // of /api/v1
  std::span<const Argument> arguments;
};
constexpr Tool kTools[] = {
    {"latest",
     "Exchange rates of a day as exact decimals, each with the day it was published and the raw object it "
     "came from.",
     "rates", kLatest},
    {"history", "Exchange rates of a range of days as exact decimals.", "rates", kHistory},
    {"convert", "Converts an amount exactly, rounds once at the end, and tells each step.", "convert",
     kConvert},
    {"provenance",
     "Where a published rate came from: raw object, SHA-256, visit, run, and the values it superseded.",
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
  if (tool == std::end(kTools)) return Failure(id, kInvalidParams, "there is no such tool");
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
      return Reply(id, ToolResult("that is more than a megabyte: ask for fewer days or currencies", true));
  }
  return Reply(id, ToolResult(std::move(response.body), response.status != 200));
}

// The answer to one message; null to a notification, which has none.
Json AnswerMessage(const Json& message, const View& view, const ServerContext& context) {
  const auto* id = message.Find("id");
  const auto method = message.StringAt("method");
  if (!message.is_object() || message.StringAt("jsonrpc").value_or("") != "2.0" || !method)
    return Failure(Json(), kInvalidRequest, "not a JSON-RPC request");
  if (id == nullptr) return {};
  if (*method == "initialize") {
    return Reply(*id,
                 JsonObject({{"protocolVersion", kProtocol},
                             {"capabilities", JsonObject({{"tools", Json::EmptyObject()}})},
                             {"serverInfo", JsonObject({{"name", "fxlake"}, {"version", context.version}})},
                             {"instructions",
                              "Exchange rates of a data lake: exact decimals, each with the day and the raw "
                              "object it came from."}}));
  }
  if (*method == "ping") return Reply(*id, Json::EmptyObject());
  if (*method == "tools/list") {
    Json tools = Json::EmptyArray();
    for (const auto& tool : kTools) tools.Append(ToolToJson(tool));
    return Reply(*id, JsonObject({{"tools", std::move(tools)}}));
  }
  if (*method == "tools/call") return CallTool(*id, message.Find("params"), view, context);
  return Failure(*id, kMethodNotFound, "there is no such method");
}

constexpr std::string_view kThisMachine[] = {"localhost", "127.0.0.1", "[::1]"};

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (auto& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return lower;
}

// application/json, with or without parameters.
bool IsJson(std::string_view content_type) {
  auto type = LowerCase(content_type.substr(0, content_type.find(';')));
  while (type.ends_with(' ') || type.ends_with('\t')) type.pop_back();
  return type == "application/json";
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
  auto response = StatusMessage(403, "pages of this origin may not ask here (fxlake serve --allow-origin)");
  response.cors_methods = {};
  return response;
}

Response AnswerMcp(const Request& request, const View& view, const ServerContext& context) {
  if (!IsAllowedOrigin(request.origin, context)) return ForbiddenOrigin();
  if (!IsJson(request.content_type)) {
    auto response = StatusMessage(415, "the body has to be application/json");
    response.cors_methods = kMethods;
    return response;
  }
  const auto message = Json::Parse(request.body, {.max_depth = 64});
  const auto answer =
      message ? AnswerMessage(*message, view, context) : Failure(Json(), kParseError, "not JSON");
  if (answer.is_null())
    return {.status = 202, .content_type = "", .caching = Caching::no_store, .cors_methods = kMethods};
  const bool refused = !message || (answer.Find("error") != nullptr && answer.Find("id")->is_null());
  return {.status = refused ? 400 : 200,
          .body = answer.Dump(),
          .caching = Caching::no_store,
          .cors_methods = kMethods};
}

}  // namespace fxlake::server
