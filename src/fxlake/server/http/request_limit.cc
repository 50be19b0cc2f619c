// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/request_limit.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace fxlake::server {
namespace {

constexpr std::int64_t kToken = 1'000'000;
constexpr std::size_t kNetworkBytes = 8;

// An IPv6 client usually controls a whole /64 network.
std::string ClientOf(std::string_view address) {
  boost::system::error_code error;
  const auto read = boost::asio::ip::make_address(std::string(address), error);
  if (error || read.is_v4()) return std::string(address);
  if (read.to_v6().is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, read.to_v6()).to_string();
  const auto bytes = read.to_v6().to_bytes();
  return {reinterpret_cast<const char*>(bytes.data()), kNetworkBytes};
}

}  // namespace

void RequestLimit::Fill(Bucket& bucket, Instant now) const {
  const auto full = kBurstSeconds * per_second_ * kToken;
  const auto passed =
      std::clamp<std::int64_t>(now - bucket.filled_at, 0, kBurstSeconds * Instant::kPerSecond);
  bucket.tokens = std::min(full, bucket.tokens + passed * per_second_);
  bucket.filled_at = now;
}

RequestLimit::Bucket& RequestLimit::BucketOf(std::string_view client, Instant now) {
  const Bucket full{.tokens = kBurstSeconds * per_second_ * kToken, .filled_at = now};
  auto key = ClientOf(client);
  if (const auto found = buckets_.find(key); found != buckets_.end()) return found->second;
  if (buckets_.size() >= kMostClients && now - swept_at_ >= Instant::kPerSecond) {
    swept_at_ = now;
    // A full bucket is equivalent to an absent one.
    std::erase_if(buckets_, [&](const auto& entry) {
      auto bucket = entry.second;
      Fill(bucket, now);
      return bucket.tokens == full.tokens;
    });
  }
  if (buckets_.size() < kMostClients) return buckets_.emplace(std::move(key), full).first->second;
  if (!shared_) shared_ = full;
  return *shared_;
}

std::optional<std::int64_t> RequestLimit::Take(std::string_view client, Instant now) {
  const std::lock_guard lock(guard_);
  auto& bucket = BucketOf(client, now);
  Fill(bucket, now);
  if (bucket.tokens >= kToken) {
    bucket.tokens -= kToken;
    return std::nullopt;
  }
  const auto micros = (kToken - bucket.tokens + per_second_ - 1) / per_second_;
  return (micros + Instant::kPerSecond - 1) / Instant::kPerSecond;
}

}  // namespace fxlake::server
