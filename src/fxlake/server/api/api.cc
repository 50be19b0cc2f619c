// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/api/api.h"

namespace fxlake::server {
namespace {

using Answerer = Result<Response> (*)(const Request&, const View&, const ServerContext&);
struct Endpoint {
  std::string_view path;
  Answerer answer;
};
constexpr Endpoint kEndpoints[] = {
    {"rates", AnswerApiRates},
    {"convert", AnswerConvert},
    {"provenance", AnswerProvenance},
    {"revisions", AnswerRevisions},
    {"sources", AnswerSources},
    {"coverage", AnswerCoverage},
    {"runs", AnswerRuns},
    {"quality", AnswerQuality},
    {"quarantine", AnswerQuarantine},
    {"currencies", AnswerCurrencies},
};
constexpr std::string_view kRun = "runs/";

}  // namespace

Response AnswerApi(const Request& request, std::string_view rest, const View& view,
                   const ServerContext& context) {
  auto response = Result<Response>(NotFound("unknown path"));
  if (rest.starts_with(kRun)) response = AnswerRun(std::string(rest.substr(kRun.size())), context);
  for (const auto& endpoint : kEndpoints) {
    if (endpoint.path == rest) response = endpoint.answer(request, view, context);
  }
  return response ? *std::move(response) : ErrorResponse(response.error());
}

}  // namespace fxlake::server
