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
  std::string_view parameters;      // names of kParameters
  std::string_view schema;          // of the answer, in kSchemas
  std::string_view error_statuses;  // HTTP statuses of errors, in addition to 400
};
constexpr Operation kOperations[] = {
    {"/v1/latest", "v1Latest", "Latest rates of the European Central Bank", "v1_amount,v1_base,v1_symbols",
     "V1Answer", "404,422"},
    {"/v1/{day}", "v1Day", "Rates of the European Central Bank for a date or range",
     "day_path,v1_amount,v1_base,v1_symbols", "V1Answer", "404,422"},
    {"/v1/currencies", "v1Currencies", "Currency names", "", "V1Currencies", ""},
    {"/v2/rates", "v2Rates", "Blended rates of all providers",
     "base,quotes,providers,date,from,to,group,expand", "V2Rates", "422"},
    {"/v2/rate/{base}/{quote}", "v2Rate", "One rate",
     "base_path,quote_path,providers,date,from,to,group,expand", "V2Rate", "404,422"},
    {"/v2/currencies", "v2Currencies", "Currencies with rates", "scope,providers", "V2Currencies", "422"},
    {"/v2/currency/{code}", "v2Currency", "One currency", "code_path", "V2Currency", "404"},
    {"/v2/providers", "v2Providers", "Rate providers", "", "V2Providers", ""},
    {"/api/v1/rates", "rates", "Exact rates, each with its rate date and derivation",
     "base,symbols,date,from,to,on,max_age,source,as_of,allow_different_days,legs", "Rates", "400,404"},
    {"/api/v1/convert", "convert", "Exact conversion of an amount with its steps",
     "amount,from_currency,to_currency,date,on,max_age,rule,decimals,source,as_of,allow_different_days",
     "Conversion", "400,404"},
    {"/api/v1/provenance", "provenance", "Origin of a published rate", "base,target,date,source,as_of",
     "Provenance", "400,404"},
    {"/api/v1/revisions", "revisions", "Superseded values", "source,base,target,from,to,limit", "Revisions",
     "400"},
    {"/api/v1/currencies", "currencies", "Currencies with rates", "source", "Currencies", "400"},
    {"/api/v1/sources", "sources", "Sources and how current they are", "source", "Sources", "400"},
    {"/api/v1/coverage", "coverage", "Coverage of each source by year, with its gaps", "source", "Coverage",
     "400"},
    {"/api/v1/runs", "runs", "Runs, newest first", "limit,offset", "Runs", "400"},
    {"/api/v1/runs/{name}", "run", "One run: its report and its history", "run_path", "Run", "400,404"},
    {"/api/v1/quality", "quality", "Results of the quality rules, run by run", "limit,offset", "Quality",
     "400"},
    {"/api/v1/quarantine", "quarantine", "Rejected rows with their reasons", "source,limit", "Quarantine",
     "400"},
    {"/health", "health", "Readiness: whether the lake can be read", "", "Health", "503"},
    {"/health/ready", "ready", "Readiness: whether the lake can be read", "", "Health", "503"},
    {"/health/live", "live", "Liveness: whether the server runs", "", "Alive", ""},
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
      {{"200", JsonObject({{"description", "the response"}, {"content", Content(operation.schema)}})}});
  auto error_statuses = SplitList(operation.error_statuses);
  if (!Contains(error_statuses, "400")) error_statuses.insert(error_statuses.begin(), "400");
  for (const auto& status : error_statuses) {
    responses.Set(status, JsonObject({{"description", "the error"},
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
                                          {"summary", "Exchange rates with their origin"}})},
                     {"paths", std::move(paths)},
                     {"components", JsonObject({{"schemas", *Json::Parse(kSchemas)}})}})
      .Dump();
}

std::string LlmsText() {
  std::string text =
      "# FXLake\n"
      "\n"
      "> Exchange rates of central banks, as exact decimals with the origin of each number. All paths "
      "below use GET and return JSON.\n"
      "\n"
      "Prefer /api/v1: its rates are exact decimal strings. Dates have the format YYYY-MM-DD, "
      "currencies are ISO 4217 codes. `on` is the fallback rule for a date without a rate (exact, "
      "previous, next). An MCP endpoint is at /mcp, the full description at /openapi.json.\n"
      "\n"
      "## Paths\n"
      "\n";
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
