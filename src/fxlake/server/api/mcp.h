// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// The Model Context Protocol (2025-06-18) over streamable HTTP, without streams or sessions: one JSON-RPC
// message in the body of a POST, its answer in the response. The tools latest, history, convert and
// provenance are endpoints of /api/v1.
//
// A page of another site in a browser can send requests here, also under a name that its owner lets point to
// this machine. So an Origin has to be this machine's or one of `site.origins` (403), and the body JSON by
// its Content-Type (415), which a page may not send unasked.
Response AnswerMcp(const Request& request, const View& view, const ServerContext& context);

// Whether a page of that origin may ask; "" is no page.
bool IsAllowedOrigin(std::string_view origin, const ServerContext& context);
Response ForbiddenOrigin();

}  // namespace fxlake::server
