// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/api/openapi.h"

#include <algorithm>

#include "fxlake/base/json.h"
#include "fxlake/base/text.h"
#include "fxlake/server/api/openapi_schemas.h"

namespace fxlake::server {
namespace {

struct Operation {
  std::string_view path;
  std::string_view id;
  std::string_view summary;
  std::string_view parameters;  // names of kParameters
  std::string_view schema;      // of the answer, in kSchemas
  std::string_view refusals;    // statuses, besides 400 of a target that is none
};
constexpr Operation kOperations[] = {
    {"/v1/latest", "v1Latest", "The European Central Bank's latest rates", "v1_amount,v1_base,v1_symbols",
     "V1Answer", "404,422"},
    {"/v1/{day}", "v1Day", "Its rates of a day or a period", "day_path,v1_amount,v1_base,v1_symbols",
     "V1Answer", "404,422"},
    {"/v1/currencies", "v1Currencies", "Names of currencies", "", "V1Currencies", ""},
    {"/v2/rates", "v2Rates", "Rates of all providers, blended",
     "base,quotes,providers,date,from,to,group,expand", "V2Rates", "422"},
    {"/v2/rate/{base}/{quote}", "v2Rate", "One rate",
     "base_path,quote_path,providers,date,from,to,group,expand", "V2Rate", "404,422"},
    {"/v2/currencies", "v2Currencies", "Currencies that have rates", "scope,providers", "V2Currencies",
     "422"},
    {"/v2/currency/{code}", "v2Currency", "One currency", "code_path", "V2Currency", "404"},
    {"/v2/providers", "v2Providers", "Who publishes rates", "", "V2Providers", ""},
    {"/api/v1/rates", "rates", "Exact rates with the day and the way of each",
     "base,symbols,date,from,to,on,max_age,source,as_of,allow_different_days,legs", "Rates", "400,404"},
    {"/api/v1/convert", "convert", "An amount converted exactly, step by step",
     "amount,from_currency,to_currency,date,on,max_age,rule,decimals,source,as_of,allow_different_days",
     "Conversion", "400,404"},
    {"/api/v1/provenance", "provenance", "Where a published rate came from", "base,target,date,source,as_of",
     "Provenance", "400,404"},
    {"/api/v1/revisions", "revisions", "Values that were superseded", "source,base,target,from,to,limit",
     "Revisions", "400"},
    {"/api/v1/currencies", "currencies", "Currencies that have rates", "source", "Currencies", "400"},
    {"/api/v1/sources", "sources", "Sources and how fresh they are", "source", "Sources", "400"},
    {"/api/v1/coverage", "coverage", "What each source has by year, and its holes", "source", "Coverage",
     "400"},
    {"/api/v1/runs", "runs", "Runs, newest first", "limit,offset", "Runs", "400"},
    {"/api/v1/runs/{name}", "run", "One run: its report and its history", "run_path", "Run", "400,404"},
    {"/api/v1/quality", "quality", "What the quality rules found, run by run", "limit,offset", "Quality",
     "400"},
    {"/api/v1/quarantine", "quarantine", "Refused rows with their reasons", "source,limit", "Quarantine",
     "400"},
    {"/health", "health", "Whether it answers from a lake that it can read", "", "Health", "503"},
    {"/health/ready", "ready", "The same", "", "Health", "503"},
    {"/health/live", "live", "Whether it is up", "", "Alive", ""},
};

Json SchemaReference(std::string_view name) {
  return JsonObject({{"$ref", "#/components/schemas/" + std::string(name)}});
}

Json Content(std::string_view schema) {
  return JsonObject({{"application/json", JsonObject({{"schema", SchemaReference(schema)}})}});
}

Json ParametersOf(const Operation& operation) {
  static const Json kAll = *Json::Parse(kParameters);
  Json list = Json::EmptyArray();
  for (const auto& name : SplitList(operation.parameters)) {
    auto parameter = *kAll.Find(name);
    const bool in_path = parameter.Find("in") != nullptr;
    if (!in_path) parameter.Set("in", "query");
    if (in_path) parameter.Set("required", true);
    list.Append(std::move(parameter));
  }
  return list;
}

Json OperationToJson(const Operation& operation) {
  auto responses = JsonObject(
      {{"200", JsonObject({{"description", "the answer"}, {"content", Content(operation.schema)}})}});
  auto refusals = SplitList(operation.refusals);
  if (!Contains(refusals, "400")) refusals.insert(refusals.begin(), "400");
  for (const auto& status : refusals) {
    responses.Set(status, JsonObject({{"description", "why there is none"},
                                      {"content", Content(status == "503" ? operation.schema : "Message")}}));
  }
  return JsonObject({{"operationId", operation.id},
                     {"summary", operation.summary},
                     {"parameters", ParametersOf(operation)},
                     {"responses", std::move(responses)}});
}

}  // namespace

std::string OpenApiDocument(std::string_view prefix, std::string_view version) {
  Json paths = Json::EmptyObject();
  for (const auto& operation : kOperations) {
    if (operation.path.starts_with(prefix))
      paths.Set(operation.path, JsonObject({{"get", OperationToJson(operation)}}));
  }
  return JsonObject({{"openapi", "3.1.0"},
                     {"info", JsonObject({{"title", "FXLake"},
                                          {"version", version},
                                          {"summary", "Exchange rates that can be accounted for"}})},
                     {"paths", std::move(paths)},
                     {"components", JsonObject({{"schemas", *Json::Parse(kSchemas)}})}})
      .Dump();
}

std::string LlmsText() {
  std::string text =
      "# FXLake\n\n> Exchange rates of central banks, as exact decimals with the origin of each number. All "
      "paths below are GET and answer "
      "in JSON.\n\n"
      "Prefer /api/v1: its rates are exact decimal strings. Days are YYYY-MM-DD, currencies ISO 4217 codes. "
      "`on` says which rate answers "
      "for a day without one "
      "(exact, previous, next). An MCP endpoint is at /mcp, the full description at /openapi.json.\n\n## "
      "Paths\n\n";
  for (const auto& operation : kOperations) {
    text += "- " + std::string(operation.path) + ": " + std::string(operation.summary);
    Json parameters = ParametersOf(operation);
    std::string names;
    for (const auto& parameter : parameters.array())
      names += (names.empty() ? "" : ", ") + parameter.StringAt("name").value_or("");
    text += names.empty() ? "\n" : " (" + names + ")\n";
  }
  return text +
         "\n## Examples\n\n- /api/v1/rates?base=EUR&symbols=USD,CHF&date=2024-01-02\n- "
         "/api/v1/convert?amount=100&from=USD&to=CHF&date=2008-09-15\n- /v1/latest?base=USD\n";
}

}  // namespace fxlake::server
