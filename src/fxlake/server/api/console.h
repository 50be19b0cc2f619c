// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"

namespace fxlake::server {

// The console's file for a path ("/" is index.html); nothing when there is none. A strict
// Content-Security-Policy goes with each: nothing from another host, no script or style within a page.
std::optional<Response> AnswerConsole(std::string_view path, std::span<const ConsoleFile> files);

}  // namespace fxlake::server
