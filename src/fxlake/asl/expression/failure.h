// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace fxlake::asl {

// Why a state failed: what Retry and Catch look at, and what a failed execution reports.
struct Failure {
  std::string error;  // "" only where a Fail state names none
  std::string cause;
  // A second, narrower name under which ErrorEquals may ask for it: AWS reports a missed heartbeat as
  // States.Timeout, and still lets States.HeartbeatTimeout catch it.
  std::string narrower = {};

  friend bool operator==(const Failure&, const Failure&) = default;
};

// A value or the Failure that evaluating it ended in.
template <typename T>
class [[nodiscard]] Evaluated : public std::expected<T, Failure> {
 public:
  using Base = std::expected<T, Failure>;
  using Base::Base;
  Evaluated(Failure failure)
      : Base(std::unexpect, std::move(failure)) {}  // NOLINT(google-explicit-constructor)
};

// The error names that the States Language reserves.
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
inline constexpr std::string_view kNoChoiceMatched = "States.NoChoiceMatched";
inline constexpr std::string_view kExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";
inline constexpr std::string_view kItemReaderFailed = "States.ItemReaderFailed";
inline constexpr std::string_view kResultWriterFailed = "States.ResultWriterFailed";
}  // namespace error_name

// Whether an entry of ErrorEquals covers a failure. States.ALL covers all but States.Runtime and
// States.DataLimitExceeded; States.TaskFailed all but States.Timeout, and not States.Runtime, which is no
// failure of a task (AWS Step Functions developer guide, "Handling errors").
bool Covers(std::string_view error_equals, const Failure& failure);

// A failure of the interpreter itself. The cause is made complete where the state is known.
Failure RuntimeFailure(std::string cause);

// Whether `name` is one that the specification or AWS defines; names beginning with "States." are theirs
// alone.
bool IsReservedErrorName(std::string_view name);

}  // namespace fxlake::asl
