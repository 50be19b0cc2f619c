// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/aws/credentials.h"

// The places where credentials may be, each by itself. An error is only for a place that was set up and does
// not work.
namespace fxlake::aws {

struct Found {
  std::optional<Credentials> credentials = {};
  std::string missing = {};  // otherwise: the place, and what it lacks
};

Result<Found> FromEnvironment(const AwsContext& aws_context);
Result<Found> FromProfile(const AwsContext& aws_context);
Result<Found> FromContainer(const AwsContext& aws_context);
Result<Found> FromInstance(const AwsContext& aws_context);

// Temporary credentials in the form of the metadata services and of credential_process: AccessKeyId,
// SecretAccessKey, Token or SessionToken, Expiration. An error never shows the text.
Result<Credentials> ReadCredentialsJson(std::string_view text, const std::string& found_in);

}  // namespace fxlake::aws
