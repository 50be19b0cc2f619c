// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// The response to a GET, or to a POST of the MCP endpoint. Deterministic for a request and view.
Response Handle(const Request& request, const View& view, const ServerContext& context);

// Whether the response may require reading the object store, and therefore block.
bool ReadsStore(const Request& request);

}  // namespace fxlake::server
