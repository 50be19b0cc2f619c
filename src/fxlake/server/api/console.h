// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/server_context.h"

namespace fxlake::server {

// The console's file for a path ("/" is index.html); nullopt when there is none. Each has a strict
// Content-Security-Policy: nothing from other hosts, no inline script or style.
std::optional<Response> AnswerConsole(std::string_view path, std::span<const ConsoleFile> files);

}  // namespace fxlake::server
