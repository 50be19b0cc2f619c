// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "fxlake/aws/aws_context.h"
#include "fxlake/aws/secret.h"
#include "fxlake/base/instant.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

struct Credentials {
  std::string access_key_id;
  Secret secret_access_key;
  Secret session_token = {};
  std::optional<Instant> expires = {};
  std::string found_in = {};  // for messages: `profile "work"`
};

// Where credentials come from. Safe to use from several threads.
class CredentialsSource {
 public:
  virtual ~CredentialsSource() = default;
  // Errors: denied, which says where it looked and what was missing in each place.
  virtual Result<Credentials> Get() = 0;
  // The service said that they are no longer good: the next Get looks again.
  virtual void Forget() = 0;
};

// The first of these that has some, as in AWS's own tools: the environment (AWS_ACCESS_KEY_ID ...), the
// profile (AWS_PROFILE, else "default") in the shared credentials and config files with its keys, role or
// credential_process, the container's endpoint, the instance's (IMDSv2). What expires is asked for again five
// minutes before.
class CredentialChain : public CredentialsSource {
 public:
  explicit CredentialChain(const AwsContext& aws_context) : aws_context_(aws_context) {}
  Result<Credentials> Get() override;
  void Forget() override;

 private:
  AwsContext aws_context_;
  std::mutex guard_;
  std::optional<Credentials> known_;
};

}  // namespace fxlake::aws
