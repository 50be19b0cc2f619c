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

// The settings of a file fxlake.toml. A command-line option or environment variable takes precedence.
struct Config {
  std::optional<std::string> lake, raw, sources_folder, rules, schedules;
  std::optional<std::vector<std::string>> enabled;  // sources
  std::optional<bool> tables;                       // whether they are published
  std::optional<std::int64_t> timeout_seconds, attempts;
  std::optional<std::string> log, metrics, embedded_metrics;  // reporting options
  std::optional<std::vector<std::string>> notify;
  std::map<std::string, std::map<std::string, std::string>> parameters;  // source parameters, by source name

  // Enables the sources that the file enables and sets source parameters. not_found for an unknown source,
  // invalid_input for an unknown parameter.
  Result<void> Apply(sources::Catalog& catalog) const;
};

// A key of the file. Parsing, error messages, "fxlake help config" and the reference are all generated from
// this table.
struct ConfigField {
  std::string_view table;  // "" for top-level keys
  std::string_view key;
  // kind of value: URI, DIR, FILE (relative to the configuration file), TEXT, NUMBER, or a list
  std::string_view value;
  std::string_view help;
  std::string_view example;  // a value of it, as TOML
  std::variant<std::optional<std::string> Config::*, std::optional<std::int64_t> Config::*,
               std::optional<std::vector<std::string>> Config::*, std::optional<bool> Config::*>
      into;
  std::int64_t most = 0;                           // maximum of a number; the minimum is 1
  std::span<const std::string_view> choices = {};  // for a list; when empty, any text is accepted
};
std::span<const ConfigField> ConfigFields();

// A complete example file.
extern const std::string_view kConfigExample;

// Parses the text of `file`. invalid_input with line, column and, for an unknown key, the nearest known one.
Result<Config> ParseConfig(std::string_view text, const std::string& file);
// not_found when the file does not exist.
Result<Config> ReadConfig(const std::string& file);

}  // namespace fxlake::cli
