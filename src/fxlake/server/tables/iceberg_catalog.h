// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"

namespace fxlake::server {

inline constexpr std::string_view kIcebergPath = "/iceberg/v1/";

// The open tables as a read-only catalog, by Iceberg's REST specification: the namespace "fxlake" with its
// two tables. `rest` is the path after kIcebergPath. Of a table it answers with the newest metadata, which it
// reads from the store; and does not tell of tables that were published for another place.
Response AnswerIceberg(std::string_view rest, const ServerContext& context);

}  // namespace fxlake::server
