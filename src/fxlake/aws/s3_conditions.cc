// SPDX-License-Identifier: Apache-2.0
// Does the store keep to conditions? One that ignores them would let two writers overwrite each other's work, and nobody would notice.
#include <fmt/format.h>

#include <cstdlib>

#include "fxlake/aws/s3_store.h"

namespace fxlake::aws {
namespace {

constexpr std::int64_t kMinute = 60 * Instant::kPerSecond;
constexpr std::int64_t kMostClockDifference = 4 * kMinute;

}  // namespace

Result<void> S3Store::CheckConditions() {
  const std::lock_guard lock(probe_guard_);
  if (probed_) return probe_;
  // AWS's own is known to keep to them, and a role there may well be allowed to write nothing but its zone.
  auto outcome = location_.endpoint.empty() ? Result<void>() : ProbeConditions();
  if (outcome) outcome = CheckClock();
  // What passes is no property of the store.
  if (!outcome && outcome.error().retryable()) return outcome;
  probed_ = true;
  probe_ = std::move(outcome);
  return probe_;
}

Result<void> S3Store::ProbeConditions() {
  const auto key = fmt::format(".fxlake-probe-{:016x}", surroundings_.random.Next());
  auto outcome = ProbeWith(key);
  (void)Delete(key);
  return outcome;
}

Result<void> S3Store::ProbeWith(const std::string& key) {
  const auto conflicts = [&](const env::PutCondition& condition, std::string_view header) -> Result<void> {
    const auto put = Write(key, "2", condition);
    if (!put && put.error().kind() == ErrorKind::conflict) return {};
    if (!put && put.error().kind() != ErrorKind::invalid_input) return put.error();
    const auto what = put ? "ignores " + std::string(header) : fmt::format("refuses {}: {}", header, put.error().message());
    return InvalidInput(fmt::format(
        "{} {}: two writers would overwrite each other's work. FXLake writes only to stores with conditional writes", Describe(), what));
  };
  RETURN_IF_ERROR(Write(key, "1", env::Always()));
  RETURN_IF_ERROR(conflicts(env::IfAbsent(), "If-None-Match"));
  return conflicts(env::IfMatch{"\"00000000000000000000000000000000\""}, "If-Match");
}

Result<void> S3Store::CheckClock() const {
  const auto ahead = clock_ahead_micros_.load();
  if (std::llabs(ahead) <= kMostClockDifference) return {};
  return InvalidInput(
      fmt::format("this machine's clock is {} minutes {} that of {}: set it, since the lake keeps the times of what it records",
                  (std::llabs(ahead) + kMinute / 2) / kMinute, ahead < 0 ? "behind" : "ahead of", Describe()));
}

}  // namespace fxlake::aws
