// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/tables/iceberg_catalog.h"

#include <fmt/format.h>

#include "fxlake/iceberg/table.h"
#include "fxlake/tables/definition.h"

namespace fxlake::server {
namespace {

constexpr std::string_view kNamespace = "fxlake";

// The namespace as the specification has it: the list of its levels.
Json NamespaceLevels() {
  Json levels = Json::EmptyArray();
  levels.Append(kNamespace);
  return levels;
}

Response Failed(int status, std::string_view type, std::string_view message) {
  const auto error = JsonObject({{"message", message}, {"type", type}, {"code", status}});
  auto response = JsonResponse(JsonObject({{"error", error}}), Caching::no_store);
  response.status = status;
  return response;
}

// What a client may ask; it asks for nothing else.
Response Config() {
  Json endpoints = Json::EmptyArray();
  for (const auto* endpoint :
       {"GET /v1/{prefix}/namespaces", "GET /v1/{prefix}/namespaces/{namespace}",
        "HEAD /v1/{prefix}/namespaces/{namespace}", "GET /v1/{prefix}/namespaces/{namespace}/tables",
        "GET /v1/{prefix}/namespaces/{namespace}/tables/{table}",
        "HEAD /v1/{prefix}/namespaces/{namespace}/tables/{table}"})
    endpoints.Append(endpoint);
  return JsonResponse(JsonObject({{"defaults", Json::EmptyObject()},
                                  {"overrides", Json::EmptyObject()},
                                  {"endpoints", std::move(endpoints)}}),
                      Caching::no_store);
}

Response Tables() {
  Json identifiers = Json::EmptyArray();
  for (const auto table : tables::kTables)
    identifiers.Append(JsonObject({{"namespace", NamespaceLevels()}, {"name", lake::NameOf(table)}}));
  return JsonResponse(JsonObject({{"identifiers", std::move(identifiers)}}), Caching::no_store);
}

Response LoadTable(lake::Table table, const ServerContext& context) {
  const auto place = tables::PlaceOf(context.lake.processed, context.tables_root, table);
  const auto state = iceberg::LoadTable(place, true);
  if (!state) return Failed(500, "ServiceFailureException", state.error().message());
  if (state->version == 0)
    return Failed(404, "NoSuchTableException",
                  fmt::format("the table {} is not published yet", lake::NameOf(table)));
  const auto& metadata = state->metadata;
  if (metadata.location != place.location)
    return Failed(
        500, "ServiceFailureException",
        fmt::format("the table was published at {}, and the lake is at {}: \"fxlake publish --replace\"",
                    metadata.location, place.location));
  auto config = Json::EmptyObject();
  for (const auto& [key, value] : context.tables_config) config.Set(key, value);
  // The text as it is: a client gets what it would read in the file.
  auto text = metadata.ToText(tables::SchemaOf(table));
  text.pop_back();
  const auto location = place.location + place.MetadataKey(state->version).substr(place.folder.size());
  return {.body = fmt::format(R"({{"metadata-location":{},"metadata":{},"config":{}}})", JsonQuote(location),
                              text, config.Dump()),
          .caching = Caching::no_store};
}

}  // namespace

Response AnswerIceberg(std::string_view rest, const ServerContext& context) {
  if (context.tables_root.empty())
    return Failed(404, "NoSuchNamespaceException", "the configuration turns the tables off (tables = false)");
  if (rest == "config") return Config();
  if (rest == "namespaces") {
    Json all = Json::EmptyArray();
    all.Append(NamespaceLevels());
    return JsonResponse(JsonObject({{"namespaces", std::move(all)}}), Caching::no_store);
  }
  constexpr std::string_view kFront = "namespaces/";
  if (!rest.starts_with(kFront)) return Failed(404, "NotFoundException", "there is no such path");
  rest.remove_prefix(kFront.size());
  const auto name = rest.substr(0, rest.find('/'));
  if (name != kNamespace)
    return Failed(404, "NoSuchNamespaceException",
                  fmt::format("there is no namespace {}, only fxlake", name));
  rest.remove_prefix(name.size());
  if (rest.empty())
    return JsonResponse(JsonObject({{"namespace", NamespaceLevels()}, {"properties", Json::EmptyObject()}}),
                        Caching::no_store);
  if (rest == "/tables") return Tables();
  for (const auto table : tables::kTables) {
    if (rest == fmt::format("/tables/{}", lake::NameOf(table))) return LoadTable(table, context);
  }
  return Failed(404, "NoSuchTableException", fmt::format("there is no table{}", rest.substr(0, 200)));
}

}  // namespace fxlake::server
