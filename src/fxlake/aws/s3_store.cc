// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/s3_store.h"

#include <fmt/format.h>

#include "fxlake/aws/digest.h"
#include "fxlake/aws/http_date.h"
#include "fxlake/aws/service_error.h"
#include "fxlake/aws/uri.h"
#include "fxlake/base/base64.h"
#include "fxlake/base/parallel.h"
#include "fxlake/base/percent_encoding.h"
#include "fxlake/base/text.h"

namespace fxlake::aws {
namespace {

constexpr std::size_t kTransfers = 16;  // they wait for the network, not for a core
constexpr std::chrono::milliseconds kTimeout{120'000};
constexpr std::uint64_t kSlowestBytesPerMillisecond = 256;
constexpr std::string_view kMark = "x-amz-meta-fxlake-write";
constexpr std::string_view kChecksum = "x-amz-checksum-sha256";

// S3 reports a connection that was too slow with status 400.
env::RetryPolicy WithTimeouts(env::RetryPolicy policy) {
  policy.also = [](const env::HttpResponse& response) {
    return response.status == 400 && ReadRejection(response).code == "RequestTimeout";
  };
  return policy;
}

std::string RangeHeader(env::ByteRange range) {
  const bool to_end = range.length > UINT64_MAX - range.offset;
  return to_end ? fmt::format("bytes={}-", range.offset)
                : fmt::format("bytes={}-{}", range.offset, range.offset + range.length - 1);
}

}  // namespace

S3Store::S3Store(S3Location location, const AwsContext& aws_context, env::RetryPolicy policy,
                 std::uint64_t most_bytes)
    : location_(std::move(location)),
      aws_context_(aws_context),
      most_bytes_(most_bytes),
      credentials_(aws_context_),
      signing_(aws_context_.http, credentials_, aws_context_.clock, {location_.region, "s3"}),
      http_(signing_, aws_context_.clock, aws_context_.random, WithTimeouts(std::move(policy))) {}

std::string S3Store::UrlOf(const std::string& key) const {
  const auto whole = location_.prefix.empty() ? key : location_.prefix + "/" + key;
  return location_.BucketUrl() + PercentEncode(whole, "/");
}

Result<env::HttpResponse> S3Store::Send(env::HttpRequest request) {
  request.decode_body = false;
  request.max_bytes = kMostBytes;
  request.timeout = kTimeout + std::chrono::milliseconds(request.body.size() / kSlowestBytesPerMillisecond);
  if (!request.body.empty() || request.method == "PUT") {
    request.headers.emplace_back("Content-Type", "application/octet-stream");
    request.headers.emplace_back("Expect", "");
  }
  auto response = http_.Send(request);
  if (!response) return response;
  if (const auto there = ParseHttpDate(response->Header("date")))
    clock_ahead_micros_ = aws_context_.clock.Now() - *there;
  return response;
}

Error S3Store::RejectionError(const env::HttpResponse& response) const {
  const auto rejection = ReadRejection(response);
  const auto& region = response.Header("x-amz-bucket-region");
  if (!region.empty() && region != location_.region && response.status != 404) {
    return InvalidInput(
        fmt::format("bucket {} is in region {}, not in {}: set AWS_REGION, or add ?region={} to the URI",
                    location_.bucket, region, location_.region, region));
  }
  auto error = ErrorOf(rejection);
  if (rejection.code == "NoSuchBucket")
    return InvalidInput(fmt::format("the bucket {} does not exist: {}", location_.bucket, error.message()));
  if (rejection.code == "RequestTimeTooSkewed") {
    const auto minutes = clock_ahead_micros_ / (60 * Instant::kPerSecond);
    return Denied(fmt::format("the clock of this machine is {} {} that of the store: {}",
                              Counted(static_cast<std::uint64_t>(std::abs(minutes)), "minute"),
                              minutes < 0 ? "behind" : "ahead of", error.message()));
  }
  // Otherwise a 404 from some other server would look like an empty lake.
  if (error.kind() == ErrorKind::not_found && rejection.code != "NoSuchKey") {
    return InvalidInput(
        fmt::format("this is not the response of an S3 store; check its endpoint: {}", error.message()));
  }
  return error;
}

Result<env::ObjectBytes> S3Store::Get(const std::string& key) {
  RETURN_IF_ERROR(env::CheckKey(key));
  const auto doing = "reading " + key + " in " + Describe();
  env::HttpRequest request{.url = UrlOf(key), .headers = {}, .body = ""};
  if (location_.checksum) request.headers.emplace_back("x-amz-checksum-mode", "ENABLED");
  ASSIGN_OR_RETURN(auto response, Send(std::move(request)).In(doing));
  if (response.status != 200) return RejectionError(response).In(doing);
  // The checksum of a multipart object is a checksum of checksums, marked by a hyphen.
  const auto& checksum = response.Header(kChecksum);
  if (!checksum.empty() && !checksum.contains('-') && checksum != Base64Encode(Sha256(response.body)))
    return Corrupt(doing + ": the bytes do not match their checksum");
  auto etag = response.Header("etag");
  return env::ObjectBytes{std::move(response.body), std::move(etag)};
}

Result<std::string> S3Store::GetRange(const std::string& key, env::ByteRange range) {
  if (range.offset == 0 && range.length == UINT64_MAX) {
    ASSIGN_OR_RETURN(auto object, Get(key));
    return std::move(object.bytes);
  }
  RETURN_IF_ERROR(env::CheckKey(key));
  const auto doing = "reading " + key + " in " + Describe();
  const bool nothing = range.length == 0;  // no Range header can express this
  if (nothing) range.length = 1;
  ASSIGN_OR_RETURN(
      auto response,
      Send({.url = UrlOf(key), .headers = {{"Range", RangeHeader(range)}}, .body = ""}).In(doing));
  if (response.status == 416 || (nothing && response.status / 100 == 2)) return std::string();
  if (response.status == 200)
    return response.body.substr(std::min<std::uint64_t>(range.offset, response.body.size()), range.length);
  if (response.status != 206) return RejectionError(response).In(doing);
  return std::move(response.body);
}

std::size_t S3Store::ReadsAtOnce() const { return kTransfers; }

std::vector<Result<std::string>> S3Store::PutAll(std::span<const env::PutRequest> requests) {
  std::vector<Result<std::string>> results(requests.size());
  (void)ParallelFor(requests.size(), kTransfers, [&](std::size_t i) -> Result<void> {
    results[i] = PutOne(requests[i]);
    return {};
  });
  return results;
}

Result<std::string> S3Store::PutOne(const env::PutRequest& request) {
  RETURN_IF_ERROR(env::CheckKey(request.key));
  RETURN_IF_ERROR(CheckConditions());
  return Write(request.key, request.bytes, request.condition, location_.checksum);
}

Result<std::string> S3Store::Write(const std::string& key, const std::string& bytes,
                                   const env::PutCondition& condition, bool checksum) {
  const auto doing = "writing " + key + " in " + Describe();
  if (bytes.size() > most_bytes_)
    return InvalidInput(
        fmt::format("{}: it has {} bytes, but one PUT accepts at most {}", doing, bytes.size(), most_bytes_));
  env::HttpRequest request{.method = "PUT", .url = UrlOf(key), .headers = {}, .body = bytes};
  if (checksum) request.headers.emplace_back(kChecksum, Base64Encode(Sha256(bytes)));
  if (!location_.encryption.empty())
    request.headers.emplace_back("x-amz-server-side-encryption", location_.encryption);
  if (!location_.kms_key.empty())
    request.headers.emplace_back("x-amz-server-side-encryption-aws-kms-key-id", location_.kms_key);
  if (!location_.bucket_key.empty())
    request.headers.emplace_back("x-amz-server-side-encryption-bucket-key-enabled", location_.bucket_key);
  const auto mark = fmt::format("{:016x}{:016x}", aws_context_.random.Next(), aws_context_.random.Next());
  const bool conditional = !std::holds_alternative<env::Always>(condition);
  if (conditional) request.headers.emplace_back(kMark, mark);
  if (std::holds_alternative<env::IfAbsent>(condition)) request.headers.emplace_back("If-None-Match", "*");
  const auto* match = std::get_if<env::IfMatch>(&condition);
  if (match != nullptr) request.headers.emplace_back("If-Match", match->etag);

  ASSIGN_OR_RETURN(const auto response, Send(std::move(request)).In(doing));
  if (response.status / 100 == 2) return response.Header("etag");
  auto rejected = RejectionError(response);
  std::string etag;
  // The request was sent twice because the first response was lost: by the retrying client, or by libcurl
  // itself after its connection was closed.
  if (conditional && rejected.kind() == ErrorKind::conflict && IsOwnWrite(key, mark, etag)) return etag;
  // The object that the condition refers to was deleted.
  if (match != nullptr && rejected.kind() == ErrorKind::not_found)
    return Conflict(doing + ": " + rejected.message());
  return rejected.In(doing);
}

bool S3Store::IsOwnWrite(const std::string& key, const std::string& mark, std::string& etag) {
  const auto response = Send({.method = "HEAD", .url = UrlOf(key), .headers = {}, .body = ""});
  if (!response || response->status != 200 || response->Header(kMark) != mark) return false;
  etag = response->Header("etag");
  return true;
}

Result<void> S3Store::Delete(const std::string& key) {
  RETURN_IF_ERROR(env::CheckKey(key));
  const auto doing = "deleting " + key + " in " + Describe();
  ASSIGN_OR_RETURN(const auto response,
                   Send({.method = "DELETE", .url = UrlOf(key), .headers = {}, .body = ""}).In(doing));
  if (response.status / 100 == 2) return {};
  auto rejected = RejectionError(response);
  if (rejected.kind() == ErrorKind::not_found) return {};
  return rejected.In(doing);
}

}  // namespace fxlake::aws
