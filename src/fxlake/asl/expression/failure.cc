// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/failure.h"

#include <algorithm>
#include <array>

namespace fxlake::asl {
namespace {

constexpr std::array<std::string_view, 18> kReserved = {
    error_name::kAll,
    error_name::kTimeout,
    error_name::kHeartbeatTimeout,
    error_name::kTaskFailed,
    error_name::kPermissions,
    error_name::kRuntime,
    error_name::kDataLimitExceeded,
    error_name::kResultPathMatchFailure,
    error_name::kParameterPathFailure,
    error_name::kIntrinsicFailure,
    error_name::kNoChoiceMatched,
    error_name::kExceedToleratedFailureThreshold,
    error_name::kItemReaderFailed,
    error_name::kResultWriterFailed,
    "States.BranchFailed",
    error_name::kQueryEvaluationError,
    "States.Http.Socket",
    "States.ResultSelectorFailed",
};

}  // namespace

bool Covers(std::string_view error_equals, const Failure& failure) {
  if (error_equals == failure.error || (!failure.narrower.empty() && error_equals == failure.narrower))
    return true;
  if (failure.error == error_name::kRuntime) return false;
  if (error_equals == error_name::kAll) return failure.error != error_name::kDataLimitExceeded;
  return error_equals == error_name::kTaskFailed && failure.error != error_name::kTimeout;
}

Failure RuntimeFailure(std::string cause) { return {std::string(error_name::kRuntime), std::move(cause)}; }

bool IsReservedErrorName(std::string_view name) {
  return std::ranges::find(kReserved, name) != kReserved.end() || name.starts_with("States.Http.StatusCode.");
}

}  // namespace fxlake::asl
