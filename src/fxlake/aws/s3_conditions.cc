// SPDX-License-Identifier: Apache-2.0
// Probes whether the store honors conditional writes. With a store that ignores conditions, two writers
// would silently overwrite each other's work; with one that rejects conditions that hold, every commit would
// look like a conflict.
#include <fmt/format.h>

#include <cstdlib>

#include "fxlake/aws/s3_store.h"
#include "fxlake/base/text.h"

namespace fxlake::aws {
namespace {

constexpr std::int64_t kMinute = 60 * Instant::kPerSecond;
constexpr std::int64_t kMostClockDifference = 4 * kMinute;
constexpr std::string_view kNeeded = "FXLake only writes to stores with conditional writes";

}  // namespace

Result<void> S3Store::CheckConditions() {
  const std::lock_guard lock(probe_guard_);
  if (probed_) return probe_;
  // AWS itself honors them, and an IAM role may be limited to writing its zone.
  auto outcome = location_.endpoint.empty() ? Result<void>() : ProbeConditions();
  if (outcome) outcome = CheckClock();
  // A transient failure says nothing about the store.
  if (!outcome && outcome.error().retryable()) return outcome;
  probed_ = true;
  probe_ = std::move(outcome);
  return probe_;
}

Result<void> S3Store::ProbeConditions() {
  const auto key = fmt::format(".fxlake-probe-{:016x}", aws_context_.random.Next());
  auto outcome = ProbeWith(key);
  (void)Delete(key);
  return outcome;
}

// The conditions that commits use, with the store's own ETags: one that holds must succeed, one that does not
// must fail.
Result<void> S3Store::ProbeWith(const std::string& key) {
  ASSIGN_OR_RETURN(const auto first, ProbeHolds(key, env::IfAbsent(), "If-None-Match: *"));
  RETURN_IF_ERROR(ProbeFails(key, env::IfAbsent(), "If-None-Match"));
  ASSIGN_OR_RETURN(auto second, ProbeHolds(key, env::IfMatch{first}, "If-Match"));
  ASSIGN_OR_RETURN(const auto read, Get(key));
  if (read.etag != second) {
    ASSIGN_OR_RETURN(second, ProbeHolds(key, env::IfMatch{read.etag}, "If-Match"));
  }
  return ProbeFails(key, env::IfMatch{first}, "If-Match");
}

Result<std::string> S3Store::ProbeHolds(const std::string& key, const env::PutCondition& condition,
                                        std::string_view header) {
  const auto* match = std::get_if<env::IfMatch>(&condition);
  if (match != nullptr && match->etag.empty())
    return InvalidInput(Describe() + " returns no ETag, which If-Match needs. " + std::string(kNeeded));
  const auto put = Write(key, std::to_string(aws_context_.random.Next()), condition, location_.checksum);
  if (put || (put.error().kind() != ErrorKind::conflict && put.error().kind() != ErrorKind::invalid_input))
    return put;
  if (match == nullptr && put.error().kind() == ErrorKind::invalid_input) return WhyNoWrite(key, put.error());
  const bool weak = match != nullptr && match->etag.starts_with("W/");
  const auto with = match == nullptr ? std::string(header) : fmt::format("{}: {}", header, match->etag);
  return InvalidInput(fmt::format(
      "{} rejects a write with {}{}, although that condition holds: {}. {}", Describe(), with,
      weak ? " (a weak ETag, which never satisfies If-Match)" : "", put.error().message(), kNeeded));
}

Result<void> S3Store::ProbeFails(const std::string& key, const env::PutCondition& condition,
                                 std::string_view header) {
  const auto put = Write(key, "2", condition, location_.checksum);
  if (!put && put.error().kind() == ErrorKind::conflict) return {};
  if (!put && put.error().kind() != ErrorKind::invalid_input) return put.error();
  const auto what =
      put ? "ignores " + std::string(header) : fmt::format("rejects {}: {}", header, put.error().message());
  return InvalidInput(
      fmt::format("{} {}: two writers would overwrite each other's changes. {}", Describe(), what, kNeeded));
}

// A store may reject the write for its checksum, its condition, or for a reason that affects every write.
Error S3Store::WhyNoWrite(const std::string& key, const Error& rejected) {
  if (location_.checksum && Write(key, "1", env::IfAbsent(), false))
    return InvalidInput(fmt::format(
        "{} does not support the header x-amz-checksum-sha256: add the parameter checksum=none to its "
        "URI ({})",
        Describe(), rejected.message()));
  if (Write(key, "1", env::Always(), location_.checksum))
    return InvalidInput(
        fmt::format("{} rejects If-None-Match: {}. {}", Describe(), rejected.message(), kNeeded));
  if (location_.checksum && Write(key, "1", env::Always(), false))
    return InvalidInput(fmt::format("{} rejects both x-amz-checksum-sha256 and If-None-Match: {}. {}",
                                    Describe(), rejected.message(), kNeeded));
  return rejected;
}

Result<void> S3Store::CheckClock() const {
  const auto ahead = clock_ahead_micros_.load();
  if (std::llabs(ahead) <= kMostClockDifference) return {};
  return InvalidInput(fmt::format(
      "the clock of this machine is {} {} that of {}: correct it, because the lake stores these times",
      Counted(static_cast<std::uint64_t>((std::llabs(ahead) + kMinute / 2) / kMinute), "minute"),
      ahead < 0 ? "behind" : "ahead of", Describe()));
}

}  // namespace fxlake::aws
