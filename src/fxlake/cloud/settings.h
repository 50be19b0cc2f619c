// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::cloud {

// What the environment of a function or a job says. The one table of variables is in settings.cc;
// docs/reference/cloud.md shows it.
struct Settings {
  std::string lake;
  std::string raw;
  std::string sources_folder;
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

// An empty variable is one that is not set. invalid_input names one that must be set.
Result<Settings> ReadSettings(const std::function<const char*(const char*)>& variable);

}  // namespace fxlake::cloud
