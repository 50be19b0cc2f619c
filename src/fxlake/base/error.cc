// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/error.h"

#include <array>
#include <cstddef>

namespace fxlake {
namespace {

constexpr std::array<ErrorTraits, 8> kTraits = {{
    {"invalid_input", false, 400, "FXLake.InvalidInput", 2},
    {"not_found", false, 404, "FXLake.NotFound", 3},
    {"conflict", true, 409, "FXLake.Conflict", 4},
    {"unavailable", true, 503, "FXLake.Unavailable", 5},
    {"throttled", true, 429, "FXLake.Throttled", 6},
    {"denied", false, 403, "FXLake.Denied", 7},
    {"corrupt", false, 500, "FXLake.Corrupt", 8},
    {"internal", false, 500, "FXLake.Internal", 9},
}};

}  // namespace

const ErrorTraits& TraitsOf(ErrorKind kind) { return kTraits[static_cast<std::size_t>(kind)]; }

Error Error::In(std::string_view context) const {
  return Error(kind_, std::string(context) + ": " + message_);
}

Error InvalidInput(std::string message) { return {ErrorKind::invalid_input, std::move(message)}; }
Error NotFound(std::string message) { return {ErrorKind::not_found, std::move(message)}; }
Error Conflict(std::string message) { return {ErrorKind::conflict, std::move(message)}; }
Error Unavailable(std::string message) { return {ErrorKind::unavailable, std::move(message)}; }
Error Throttled(std::string message) { return {ErrorKind::throttled, std::move(message)}; }
Error Denied(std::string message) { return {ErrorKind::denied, std::move(message)}; }
Error Corrupt(std::string message) { return {ErrorKind::corrupt, std::move(message)}; }
Error Internal(std::string message) { return {ErrorKind::internal, std::move(message)}; }

}  // namespace fxlake
