// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::cloud {

// Settings from the environment variables of a function or job. The table of variables is in settings.cc;
// docs/reference/cloud.md lists it.
struct Settings {
  std::string lake;
  std::string raw;
  std::string sources_folder;
  std::string tables;
  std::string catalog_database;
  std::string metric_namespace;
  std::string base_api_url;
  std::string base_currency;
  std::string start_date;
  std::string end_date;
};

struct SettingTraits {
  std::string_view variable;
  std::string Settings::* field;
  std::string_view fallback;
  bool required;
  std::string_view help;
};

std::span<const SettingTraits> AllSettings();

// An empty variable counts as unset. invalid_input names a missing required variable.
Result<Settings> ReadSettings(const std::function<const char*(const char*)>& variable);

}  // namespace fxlake::cloud
