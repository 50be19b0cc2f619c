// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// Responds to requests below /v1 as Frankfurter does, with the European Central Bank's rates. `rest` is the
// path after "/v1/".
Response AnswerV1(const Request& request, std::string_view rest, const View& view);

}  // namespace fxlake::server
