// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "fxlake/aws/credentials.h"
#include "fxlake/aws/s3_location.h"
#include "fxlake/aws/signing_http_client.h"
#include "fxlake/env/object_store.h"
#include "fxlake/env/retrying_http_client.h"

namespace fxlake::aws {

// Objects in an S3 bucket or a store that speaks the S3 protocol.
// Requests: transient failures (5xx, 429, SlowDown, time-outs, resets) are retried with jitter. PutAll writes
// several objects concurrently, each with one PUT, so an object may have at most 5 GiB (invalid_input).
// Integrity: each write carries the SHA-256 of its bytes, which the store verifies; a read verifies the
// checksum that the store kept. A conditional write that was sent again because no response arrived
// recognizes its own success by a mark in the object's metadata.
// Before the first write the store is probed (AWS itself is known to comply): a conditional write whose
// condition holds must succeed, one whose condition does not hold must fail, and the store's clock must agree
// with this machine's within four minutes. Otherwise every write fails with invalid_input.
// A missing bucket is invalid_input, never an absent object. Names that begin with ".fxlake-" are internal
// and not listed as objects.
class S3Store : public env::ObjectStore {
 public:
  static constexpr std::uint64_t kMostBytes = std::uint64_t{5} << 30;  // limit of one PUT

  S3Store(S3Location location, const AwsContext& aws_context, env::RetryPolicy policy = {},
          std::uint64_t most_bytes = kMostBytes);

  Result<env::ObjectBytes> Get(const std::string& key) override;
  Result<std::string> GetRange(const std::string& key, env::ByteRange range) override;
  std::vector<Result<std::string>> PutAll(std::span<const env::PutRequest> requests) override;
  Result<std::vector<env::StoredObject>> List(const std::string& prefix) override;
  Result<std::vector<std::string>> ListFolders(const std::string& prefix) override;
  Result<void> Delete(const std::string& key) override;
  std::size_t ReadsAtOnce() const override;
  std::string Describe() const override { return location_.ToString(); }

  const S3Location& location() const { return location_; }
  CredentialsSource& credentials() { return credentials_; }
  // Runs the probe that otherwise precedes the first write.
  Result<void> CheckConditions();

 private:
  struct Listing {
    std::vector<env::StoredObject> objects;
    std::vector<std::string> folders;
  };
  std::string UrlOf(const std::string& key) const;
  Result<env::HttpResponse> Send(env::HttpRequest request);
  Error RejectionError(const env::HttpResponse& response) const;
  Result<std::string> PutOne(const env::PutRequest& request);
  Result<std::string> Write(const std::string& key, const std::string& bytes,
                            const env::PutCondition& condition, bool checksum);
  bool IsOwnWrite(const std::string& key, const std::string& mark, std::string& etag);
  Result<void> ProbeConditions();
  Result<void> ProbeWith(const std::string& key);
  Error WhyNoWrite(const std::string& key, const Error& rejected);
  Result<std::string> ProbeHolds(const std::string& key, const env::PutCondition& condition,
                                 std::string_view header);
  Result<void> ProbeFails(const std::string& key, const env::PutCondition& condition,
                          std::string_view header);
  Result<void> CheckClock() const;
  Result<Listing> ListAll(const std::string& prefix, bool folders);

  S3Location location_;
  AwsContext aws_context_;
  std::uint64_t most_bytes_;
  CredentialChain credentials_;
  SigningHttpClient signing_;
  env::RetryingHttpClient http_;
  std::atomic<std::int64_t> clock_ahead_micros_ = 0;  // this machine's clock minus the store's, as last seen
  std::mutex probe_guard_;
  bool probed_ = false;
  Result<void> probe_ = {};
};

}  // namespace fxlake::aws
