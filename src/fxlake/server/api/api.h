// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"
#include "fxlake/server/snapshot/view.h"

// /api/v1: FXLake's own API, beyond Frankfurter's. Rates are exact decimals as text, each with its origin
// (docs/reference/api.md).
namespace fxlake::server {

// `rest` is the path after "/api/v1/".
Response AnswerApi(const Request& request, std::string_view rest, const View& view,
                   const ServerContext& context);

// Its endpoints; errors become responses with the status of their kind.
Result<Response> AnswerApiRates(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerConvert(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerProvenance(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerRevisions(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerCurrencies(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerSources(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerCoverage(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerRuns(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerRun(const std::string& name, const ServerContext& context);
Result<Response> AnswerQuality(const Request& request, const View& view, const ServerContext& context);
Result<Response> AnswerQuarantine(const Request& request, const View& view, const ServerContext& context);

}  // namespace fxlake::server
