// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "fxlake/base/text.h"
#include "fxlake/env/local_files.h"

namespace fxlake::aws {
namespace {

std::string PathOf(const AwsContext& aws_context, const char* variable, const char* file) {
  const auto set = aws_context.Variable(variable);
  const auto home = aws_context.Variable("HOME");
  if (set.starts_with("~/")) return home + set.substr(1);
  return set.empty() ? home + "/.aws/" + file : set;
}

// "" when there is no such file.
Result<std::string> ReadIfThere(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::string();
  auto text = env::ReadFile(path);
  if (!text) return InvalidInput("reading " + path + ": it cannot be read");
  return text;
}

}  // namespace

std::map<std::string, std::map<std::string, std::string>> ParseSections(std::string_view text) {
  std::map<std::string, std::map<std::string, std::string>> sections;
  std::map<std::string, std::string>* section = nullptr;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto trimmed = Trim(line);
    if (trimmed.empty() || trimmed.starts_with('#') || trimmed.starts_with(';')) continue;
    if (trimmed.starts_with('[')) {
      section = &sections[std::string(Trim(trimmed.substr(1, trimmed.find(']') - 1)))];
      continue;
    }
    const auto equal = trimmed.find('=');
    const bool nested = line.starts_with(' ') || line.starts_with('\t');
    if (section == nullptr || nested || equal == std::string_view::npos) continue;
    std::string key(Trim(trimmed.substr(0, equal)));
    std::ranges::transform(key, key.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    (*section)[std::move(key)] = Trim(trimmed.substr(equal + 1));
  }
  return sections;
}

std::string Profile::At(const std::string& key) const {
  const auto found = settings.find(key);
  return found == settings.end() ? "" : found->second;
}

std::string ProfileName(const AwsContext& aws_context) {
  for (const char* variable : {"AWS_PROFILE", "AWS_DEFAULT_PROFILE"}) {
    if (auto name = aws_context.Variable(variable); !name.empty()) return name;
  }
  return "default";
}

Result<Profile> ReadProfile(const AwsContext& aws_context, const std::string& name) {
  const auto config_path = PathOf(aws_context, "AWS_CONFIG_FILE", "config");
  const auto credentials_path = PathOf(aws_context, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
  Profile profile{
      .name = name, .settings = {}, .files = fmt::format("{} and {}", credentials_path, config_path)};
  const auto add = [&](const std::string& text, std::initializer_list<std::string> sections) {
    const auto all = ParseSections(text);
    for (const auto& section : sections) {
      const auto found = all.find(section);
      if (found == all.end()) continue;
      profile.exists = true;
      for (const auto& [key, value] : found->second) profile.settings[key] = value;
    }
  };
  ASSIGN_OR_RETURN(const auto config, ReadIfThere(config_path));
  if (name == "default") {
    add(config, {"default", "profile default"});
  } else {
    add(config, {"profile " + name});
  }
  ASSIGN_OR_RETURN(const auto credentials, ReadIfThere(credentials_path));
  add(credentials, {name});
  return profile;
}

}  // namespace fxlake::aws
