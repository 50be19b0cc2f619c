// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace fxlake::asl {

// Why a state failed: what Retry and Catch match, and what a failed execution reports.
struct Failure {
  std::string error;  // "" only for a Fail state without Error
  std::string cause;
  // A second, more specific name that ErrorEquals may match: AWS reports a missed heartbeat as States.Timeout
  // and also lets States.HeartbeatTimeout catch it.
  std::string narrower = {};

  friend bool operator==(const Failure&, const Failure&) = default;
};

// A value, or the Failure of its evaluation.
template <typename T>
class [[nodiscard]] Evaluated : public std::expected<T, Failure> {
 public:
  using Base = std::expected<T, Failure>;
  using Base::Base;
  Evaluated(Failure failure)
      : Base(std::unexpect, std::move(failure)) {}  // NOLINT(google-explicit-constructor)
};

// Error names reserved by the States Language.
namespace error_name {
inline constexpr std::string_view kAll = "States.ALL";
inline constexpr std::string_view kTimeout = "States.Timeout";
inline constexpr std::string_view kHeartbeatTimeout = "States.HeartbeatTimeout";
inline constexpr std::string_view kTaskFailed = "States.TaskFailed";
inline constexpr std::string_view kPermissions = "States.Permissions";
inline constexpr std::string_view kRuntime = "States.Runtime";
inline constexpr std::string_view kDataLimitExceeded = "States.DataLimitExceeded";
inline constexpr std::string_view kResultPathMatchFailure = "States.ResultPathMatchFailure";
inline constexpr std::string_view kParameterPathFailure = "States.ParameterPathFailure";
inline constexpr std::string_view kIntrinsicFailure = "States.IntrinsicFailure";
inline constexpr std::string_view kQueryEvaluationError = "States.QueryEvaluationError";
inline constexpr std::string_view kNoChoiceMatched = "States.NoChoiceMatched";
inline constexpr std::string_view kExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";
inline constexpr std::string_view kItemReaderFailed = "States.ItemReaderFailed";
inline constexpr std::string_view kResultWriterFailed = "States.ResultWriterFailed";
}  // namespace error_name

// Whether an entry of ErrorEquals matches a failure. States.ALL matches all but States.Runtime and
// States.DataLimitExceeded; States.TaskFailed matches all but States.Timeout and States.Runtime, which is not
// a task failure. Source: AWS Step Functions developer guide, "Handling errors".
bool Covers(std::string_view error_equals, const Failure& failure);

// A failure of the interpreter itself. The caller that knows the state completes the cause.
Failure RuntimeFailure(std::string cause);

// Whether the specification or AWS defines `name`; the prefix "States." is reserved.
bool IsReservedErrorName(std::string_view name);

}  // namespace fxlake::asl
