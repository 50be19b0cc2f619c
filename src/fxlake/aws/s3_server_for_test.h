// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "fxlake/aws/aws_context.h"
#include "fxlake/env/curl_http_client.h"

namespace fxlake::aws {

// A local S3 server shared by the whole test program: versitygw from the build tree, which verifies every
// signature. It stops when the program ends.
class S3ServerForTest {
 public:
  static S3ServerForTest& Running();
  const std::string& endpoint() const { return endpoint_; }
  // s3://BUCKET/prefix?endpoint=...; creates the bucket if needed.
  std::string Uri(const std::string& bucket, const std::string& prefix);
  // Environment variables with the server's credentials, overridden by `changes`.
  static std::map<std::string, std::string> Environment(std::map<std::string, std::string> changes = {});
  // As above, for a user with no permissions except those of bucket policies.
  static std::map<std::string, std::string> UserEnvironment();
  // Allows the user to list a bucket, read all of it, and write below a prefix.
  void AllowUser(const std::string& bucket, const std::string& prefix);

 private:
  S3ServerForTest();
  ~S3ServerForTest();
  void Put(const std::string& path_and_query, const std::string& body) const;

  std::filesystem::path folder_;
  std::string endpoint_;
  int process_ = -1;
};

// AwsContext for tests: the real network and clock, and the given environment variables.
struct AwsContextForTest {
  explicit AwsContextForTest(std::map<std::string, std::string> environment)
      : variables(std::move(environment)) {}
  AwsContext Get() {
    return {http, clock, random, [this](const char* name) {
              const auto found = variables.find(name);
              return found == variables.end() ? nullptr : found->second.c_str();
            }};
  }
  std::map<std::string, std::string> variables;
  env::CurlHttpClient http{"fxlake-test"};
  env::SystemClock clock;
  env::SeededRandom random{static_cast<std::uint64_t>(env::SystemRandom().Next())};
};

}  // namespace fxlake::aws
