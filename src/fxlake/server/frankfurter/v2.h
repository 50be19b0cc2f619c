// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// Responds to requests below /v2 as Frankfurter does, with the blended rates of all providers. `rest` is the
// path after "/v2/".
Response AnswerV2(const Request& request, std::string_view rest, const View& view);

}  // namespace fxlake::server
