// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "fxlake/aws/aws_context.h"
#include "fxlake/env/curl_http_client.h"

namespace fxlake::aws {

// A real S3 server on this machine, one for the whole test program: versitygw from the build tree, which
// checks every signature. Ends with the program.
class S3ServerForTest {
 public:
  static S3ServerForTest& Running();
  const std::string& endpoint() const { return endpoint_; }
  // s3://BUCKET/prefix?endpoint=..., with the bucket made when it is not there.
  std::string Uri(const std::string& bucket, const std::string& prefix);
  // An environment that has the server's credentials, but for what `changes` says.
  static std::map<std::string, std::string> Environment(std::map<std::string, std::string> changes = {});
  // The same of a user who may do nothing but what a bucket's policy allows.
  static std::map<std::string, std::string> UserEnvironment();
  // Lets the user list a bucket, read everything in it, and write what begins with a prefix.
  void AllowUser(const std::string& bucket, const std::string& prefix);

 private:
  S3ServerForTest();
  ~S3ServerForTest();
  void Put(const std::string& path_and_query, const std::string& body) const;

  std::filesystem::path folder_;
  std::string endpoint_;
  int process_ = -1;
};

// The outside for tests: the real network and time, an environment of one's own.
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
