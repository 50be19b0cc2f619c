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

// A source of credentials. Thread-safe.
class CredentialsSource {
 public:
  virtual ~CredentialsSource() = default;
  // Errors: denied, with every provider tried and what it lacked.
  virtual Result<Credentials> Get() = 0;
  // Discards cached credentials after the service rejected them; the next Get resolves them again.
  virtual void Forget() = 0;
};

// The first provider that has credentials, in the order of AWS's own tools: environment variables
// (AWS_ACCESS_KEY_ID ...), the profile (AWS_PROFILE, else "default") from the shared credentials and config
// files with its keys, role or credential_process, the container endpoint, the instance metadata service
// (IMDSv2). Expiring credentials are refreshed five minutes early.
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
