// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/credentials.h"

#include "fxlake/aws/credential_places.h"

namespace fxlake::aws {
namespace {

constexpr std::int64_t kRenewBefore = 300 * Instant::kPerSecond;

Result<Credentials> Find(const AwsContext& aws_context) {
  std::string looked;
  for (const auto look : {FromEnvironment, FromProfile, FromContainer, FromInstance}) {
    ASSIGN_OR_RETURN(auto found, look(aws_context));
    if (found.credentials) return std::move(*found.credentials);
    looked += "\n  " + found.missing;
  }
  return Denied("looking for AWS credentials: none found in" + looked);
}

}  // namespace

Result<Credentials> CredentialChain::Get() {
  const std::lock_guard lock(guard_);
  if (!known_ || (known_->expires && *known_->expires - aws_context_.clock.Now() < kRenewBefore)) {
    ASSIGN_OR_RETURN(known_, Find(aws_context_));
  }
  return *known_;
}

void CredentialChain::Forget() {
  const std::lock_guard lock(guard_);
  known_.reset();
}

}  // namespace fxlake::aws
