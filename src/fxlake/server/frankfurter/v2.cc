// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/v2.h"

#include "fxlake/base/text.h"
#include "fxlake/server/frankfurter/v2_catalog.h"
#include "fxlake/server/frankfurter/v2_rates.h"

namespace fxlake::server {
namespace {

constexpr std::string_view kCsv = "text/csv", kNdjson = "application/x-ndjson";

Response NotFoundV2() { return StatusMessage(404, "not found"); }

Caching CachingOf(const V2Query& query) {
  return query.is_relative() ? Caching::until_midnight : Caching::explicit_dates;
}

Response AnswerRates(const Request& request, RowForm form, const View& view) {
  const auto query = ReadV2Query(request.parameters);
  if (!query) return StatusMessage(422, query.error().message());
  Response response{
      .stream = MakeV2Rows(*query, view, form), .caching = CachingOf(*query), .varies_by_accept = true};
  if (form == RowForm::csv) response.content_type = kCsv;
  if (form == RowForm::ndjson) response.content_type = kNdjson;
  return response;
}

Response AnswerRate(const Request& request, std::string_view pair, const View& view) {
  const auto slash = pair.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == pair.size() ||
      pair.find('/', slash + 1) != std::string_view::npos) {
    return NotFoundV2();
  }
  auto parameters = request.parameters;
  std::erase_if(parameters, [](const Parameter& parameter) {
    return parameter.name == "base" || parameter.name == "quotes";
  });
  parameters.push_back({"base", std::string(pair.substr(0, slash))});
  parameters.push_back({"quotes", std::string(pair.substr(slash + 1))});
  const auto query = ReadV2Query(parameters);
  if (!query) return StatusMessage(422, query.error().message());
  auto row = FirstV2Row(*query, view);
  if (row.empty()) return NotFoundV2();
  return {.body = std::move(row), .caching = CachingOf(*query)};
}

}  // namespace

Response AnswerV2(const Request& request, std::string_view rest, const View& view) {
  if (rest == "rates.csv") {
    auto response = AnswerRates(request, RowForm::csv, view);
    response.varies_by_accept = false;
    return response;
  }
  if (rest.ends_with(".csv"))
    return {.status = 406, .content_type = std::string(kCsv), .caching = Caching::no_store};
  if (rest == "rates") {
    const bool ndjson = request.accept.contains(kNdjson), csv = request.accept.contains(kCsv);
    return AnswerRates(request, ndjson ? RowForm::ndjson : csv ? RowForm::csv : RowForm::json, view);
  }
  if (rest.starts_with("rate/")) return AnswerRate(request, rest.substr(5), view);
  if (rest == "currencies") return AnswerV2Currencies(request, view);
  if (rest == "providers") return AnswerV2Providers(view);
  if (rest.starts_with("currency/") && rest.find('/', 9) == std::string_view::npos)
    return AnswerV2Currency(rest.substr(9), view);
  return NotFoundV2();
}

}  // namespace fxlake::server
