// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// The answer to a GET, or to a POST of the MCP endpoint: the same request and view give the same answer.
Response Handle(const Request& request, const View& view, const ServerContext& context);

// Whether making the answer may read the object store, and thus take as long as that takes.
bool ReadsStore(const Request& request);

}  // namespace fxlake::server
