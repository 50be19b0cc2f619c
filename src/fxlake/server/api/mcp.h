// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// The Model Context Protocol (2025-06-18) over streamable HTTP, without streams or sessions: each POST has
// one JSON-RPC message, whose result is in the response. The tools latest, history, convert and provenance
// are endpoints of /api/v1.
//
// Web pages of other origins can make browsers send requests here, also through DNS rebinding. Therefore an
// Origin header must name this machine or be in `context.origins` (403), and the Content-Type must be JSON
// (415), which a page cannot send without a preflight request.
Response AnswerMcp(const Request& request, const View& view, const ServerContext& context);

// Whether a page with that origin may send requests; "" means that there is no page.
bool IsAllowedOrigin(std::string_view origin, const ServerContext& context);
Response ForbiddenOrigin();

}  // namespace fxlake::server
