// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/view.h"

// The lists of /v2: providers and currencies.
namespace fxlake::server {

Response AnswerV2Currencies(const Request& request, const View& view);
Response AnswerV2Currency(std::string_view code, const View& view);
Response AnswerV2Providers(const View& view);

}  // namespace fxlake::server
