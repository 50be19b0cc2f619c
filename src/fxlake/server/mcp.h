// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message.h"
#include "fxlake/server/router.h"
#include "fxlake/server/view.h"

namespace fxlake::server {

// The Model Context Protocol (2025-06-18) over streamable HTTP, without streams or sessions: one JSON-RPC message in the body of a POST,
// its answer in the response. The tools latest, history, convert and provenance are endpoints of /api/v1.
Response AnswerMcp(const Request& request, const View& view, const Site& site);

}  // namespace fxlake::server
