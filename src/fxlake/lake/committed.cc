// SPDX-License-Identifier: Apache-2.0
#include "fxlake/lake/committed.h"

#include <fmt/format.h>

#include <chrono>

#include "fxlake/base/sha256.h"

namespace fxlake::lake {
namespace {

constexpr int kAttempts = 10;
constexpr auto kPause = std::chrono::milliseconds(100);

}  // namespace

Result<std::string> ReadPartition(env::ObjectStore& processed, const std::string& source, PartitionId id,
                                  const PartitionInfo& info) {
  const auto key = PartitionKey(source, id);
  const auto mend = fmt::format(
      "it was damaged, or a run was killed before its commit; \"fxlake rebuild --source {}\" recreates "
      "it from the raw zone",
      source);
  // Reads one more byte than expected, to detect a file that grew.
  auto bytes = processed.GetRange(key, {0, info.bytes + 1});
  if (!bytes && bytes.error().kind() == ErrorKind::not_found)
    return Corrupt(fmt::format("reading {}: the manifest refers to it, but it is missing: {}", key, mend));
  if (!bytes) return bytes.error().In("reading " + key);
  if (bytes->size() != info.bytes || Sha256Hex(*bytes) != info.sha256)
    return Corrupt(
        fmt::format("reading {}: its SHA-256 differs from the one in the manifest: {}", key, mend));
  return bytes;
}

Result<void> ReadCommitted(env::ObjectStore& processed, env::Clock& clock,
                           const std::function<Result<void>(const Manifest&)>& read) {
  for (int attempt = 1;; ++attempt) {
    ASSIGN_OR_RETURN(const auto manifest, ReadManifest(processed));
    auto done = read(manifest);
    if (done || done.error().kind() != ErrorKind::corrupt || attempt == kAttempts) return done;
    clock.SleepFor(kPause);
  }
}

}  // namespace fxlake::lake
