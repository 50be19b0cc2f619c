// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/server/frankfurter/v2_query.h"
#include "fxlake/server/message/message.h"

namespace fxlake::server {

enum class RowForm { json, csv, ndjson };

// The rows of a response to /v2/rates, in order. Keeps the snapshot alive.
std::unique_ptr<BodyStream> MakeV2Rows(const V2Query& query, const View& view, RowForm form);

// The first row as a JSON object; "" when there is none.
std::string FirstV2Row(const V2Query& query, const View& view);

}  // namespace fxlake::server
