// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/sources/language/catalog.h"

namespace fxlake::cli {

// What a file fxlake.toml says. An option or an environment variable of the same meaning comes first.
struct Config {
  std::optional<std::string> lake, raw, sources_folder, rules, schedules;
  std::optional<std::vector<std::string>> enabled;  // sources
  std::optional<std::int64_t> timeout_seconds, attempts;
  std::optional<std::string> log, metrics, embedded_metrics;  // reporting options
  std::optional<std::vector<std::string>> notify;
  std::map<std::string, std::map<std::string, std::string>> parameters;  // of sources, by name

  // Enables the sources that the file enables, and gives those named their parameters. not_found when there
  // is no such source, invalid_input when it has no such parameter.
  Result<void> Apply(sources::Catalog& catalog) const;
};

// A key of the file: out of these come the reading, its errors, the page "fxlake help config" and the
// reference.
struct ConfigField {
  std::string_view table;  // "" for the file's own keys
  std::string_view key;
  std::string_view value;  // what stands for it: URI, DIR, FILE (these are seen from the file's folder),
                           // TEXT, NUMBER, or a list
  std::string_view help;
  std::string_view example;  // a value of it, as TOML
  std::variant<std::optional<std::string> Config::*, std::optional<std::int64_t> Config::*,
               std::optional<std::vector<std::string>> Config::*>
      into;
  std::int64_t most = 0;                           // of a number, which is at least 1
  std::span<const std::string_view> choices = {};  // of a list; without them it takes any texts
};
std::span<const ConfigField> ConfigFields();

// A whole file that means something, as an example.
extern const std::string_view kConfigExample;

// Reads the text of `file`. invalid_input with line, column and, for an unknown key, the nearest known one.
Result<Config> ParseConfig(std::string_view text, const std::string& file);
// not_found when there is no such file.
Result<Config> ReadConfig(const std::string& file);

}  // namespace fxlake::cli
