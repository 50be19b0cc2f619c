// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "fxlake/base/instant.h"

namespace fxlake::server {

// Rate limit per client: a token bucket that holds up to ten seconds' worth of requests. A client is an IPv4
// address or an IPv6 /64 network. When there are too many clients, new ones share a bucket. Thread-safe.
class RequestLimit {
 public:
  static constexpr std::int64_t kBurstSeconds = 10;
  static constexpr std::size_t kMostClients = 65'536;

  explicit RequestLimit(std::int64_t requests_per_second) : per_second_(requests_per_second) {}

  // Takes a token. nullopt: granted; otherwise the seconds until a token is available.
  std::optional<std::int64_t> Take(std::string_view client, Instant now);

 private:
  // Tokens are counted in millionths, so that one microsecond adds `per_second_` of them.
  struct Bucket {
    std::int64_t tokens = 0;
    Instant filled_at;
  };
  void Fill(Bucket& bucket, Instant now) const;
  Bucket& BucketOf(std::string_view client, Instant now);

  const std::int64_t per_second_;
  std::mutex guard_;
  std::unordered_map<std::string, Bucket> buckets_;
  std::optional<Bucket> shared_;
  Instant swept_at_;
};

}  // namespace fxlake::server
