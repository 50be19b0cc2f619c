// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// Answers what lies under /v2 as Frankfurter does: every provider's rates, blended. `rest` is the path after
// "/v2/".
Response AnswerV2(const Request& request, std::string_view rest, const View& view);

}  // namespace fxlake::server
