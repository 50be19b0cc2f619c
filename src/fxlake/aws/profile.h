// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

// One profile of AWS's shared files: ~/.aws/config (AWS_CONFIG_FILE), overridden by ~/.aws/credentials
// (AWS_SHARED_CREDENTIALS_FILE).
struct Profile {
  std::string name;
  bool exists = false;  // in either file
  std::map<std::string, std::string> settings;
  std::string files;  // for messages: the files searched

  // "" when the key is not set.
  std::string At(const std::string& key) const;
};

// The name of the active profile: AWS_PROFILE, AWS_DEFAULT_PROFILE, or "default".
std::string ProfileName(const AwsContext& aws_context);
// invalid_input when a file exists but cannot be read.
Result<Profile> ReadProfile(const AwsContext& aws_context, const std::string& name);

// Parses an INI file to {section: {key: value}}. Indented lines belong to a nested setting and are skipped.
std::map<std::string, std::map<std::string, std::string>> ParseSections(std::string_view text);

}  // namespace fxlake::aws
