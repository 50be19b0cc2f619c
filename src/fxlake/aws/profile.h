// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

// One profile of AWS's shared files: what ~/.aws/config (AWS_CONFIG_FILE) says of it, and over that
// ~/.aws/credentials (AWS_SHARED_CREDENTIALS_FILE).
struct Profile {
  std::string name;
  bool exists = false;  // in either file
  std::map<std::string, std::string> settings;
  std::string files;  // for messages: where it was looked for

  // "" when it is not set.
  std::string At(const std::string& key) const;
};

// The profile in use: AWS_PROFILE, AWS_DEFAULT_PROFILE, "default".
std::string ProfileName(const AwsContext& aws_context);
// invalid_input when a file is there and not to be read.
Result<Profile> ReadProfile(const AwsContext& aws_context, const std::string& name);

// {section: {key: value}} of a file of that form; lines that are further in belong to a nested setting and
// are left out.
std::map<std::string, std::map<std::string, std::string>> ParseSections(std::string_view text);

}  // namespace fxlake::aws
