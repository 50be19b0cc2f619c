// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/aws/credentials.h"

// The individual credential providers. An error means that a provider is configured but does not work.
namespace fxlake::aws {

struct Found {
  std::optional<Credentials> credentials = {};
  std::string missing = {};  // otherwise: the provider's name and what it lacks
};

Result<Found> FromEnvironment(const AwsContext& aws_context);
Result<Found> FromProfile(const AwsContext& aws_context);
Result<Found> FromContainer(const AwsContext& aws_context);
Result<Found> FromInstance(const AwsContext& aws_context);

// Temporary credentials as returned by the metadata services and by credential_process: AccessKeyId,
// SecretAccessKey, Token or SessionToken, Expiration. Errors never contain the text.
Result<Credentials> ReadCredentialsJson(std::string_view text, const std::string& found_in);

}  // namespace fxlake::aws
