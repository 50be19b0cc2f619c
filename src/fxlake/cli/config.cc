// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/config.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "fxlake/base/nearest.h"
#include "fxlake/env/local_files.h"
#include "fxlake/sources/language/table_reader.h"

namespace fxlake::cli {
namespace {

constexpr std::string_view kSourceTable = "source";

constexpr std::array<std::string_view, 4> kNotifiers = {"log", "webhook", "slack", "email"};

constexpr std::array kFields = {
    ConfigField{"", "lake", "URI", "location of the lake, as --lake", "\"s3://rates/lake\"", &Config::lake},
    ConfigField{"", "raw", "URI", "location of the raw zone when it is not in the lake, as --raw",
                "\"s3://rates-raw/lake\"", &Config::raw},
    ConfigField{"", "sources", "DIR", "folder of source files, as --sources", "\"our-banks\"",
                &Config::sources_folder},
    ConfigField{"", "enabled", "[NAME, ...]",
                "sources to run when no source is named; default: the sources enabled in their files",
                "[\"ecb\"]", &Config::enabled},
    ConfigField{"", "rules", "FILE", "file of quality rules (DQDL), as --rules; default: the built-in rules",
                "\"rules.dqdl\"", &Config::rules},
    ConfigField{"", "schedules", "FILE", "file of schedules, as --schedules; default: the built-in schedules",
                "\"schedule.json\"", &Config::schedules},
    ConfigField{"", "tables", "true|false",
                "whether each commit is also published as Apache Iceberg tables; default: true", "true",
                &Config::tables},
    ConfigField{"network", "timeout_seconds", "NUMBER",
                "time limit for one request to a source and its response; default: 60", "120",
                &Config::timeout_seconds, 3600},
    ConfigField{"network", "attempts", "NUMBER", "maximum number of attempts for a request; default: 4", "4",
                &Config::attempts, 20},
    ConfigField{"reporting", "log", "FILE",
                "file for events as JSON lines, as --log; \"-\" is standard error", "\"-\"", &Config::log},
    ConfigField{"reporting", "metrics", "FILE", "OpenMetrics text file, as --metrics", "\"metrics.txt\"",
                &Config::metrics},
    ConfigField{"reporting", "emf", "FILE",
                "file for metrics in CloudWatch's embedded metric format, as --emf; \"-\" is standard error",
                "\"-\"", &Config::embedded_metrics},
    ConfigField{"reporting", "notify", "[NAME, ...]",
                "notification channels for failures, as --notify: log, webhook, slack, email",
                "[\"webhook\"]", &Config::notify, 0, kNotifiers},
};

// Paths in a file are relative to its folder, wherever the program is started.
std::string SeenFrom(const std::filesystem::path& folder, const std::string& path) {
  return path.empty() || path == "-" || path.contains("://") ? path
                                                             : (folder / path).lexically_normal().string();
}

void ReadList(sources::TableReader& table, const ConfigField& field,
              std::optional<std::vector<std::string>>& into) {
  auto texts = table.Texts(field.key);
  if (texts.empty()) table.Fail(field.key, "is empty; remove it");
  for (const auto& text : texts) {
    if (std::ranges::count(texts, text) > 1) table.Fail(field.key, "has the duplicate \"" + text + "\"");
    if (!field.choices.empty() && std::ranges::count(field.choices, text) == 0)
      table.Fail(field.key, "has the unknown value \"" + text + "\"" + DidYouMean(text, field.choices));
  }
  into = std::move(texts);
}

void ReadField(sources::TableReader& table, const ConfigField& field, const std::filesystem::path& folder,
               Config& config) {
  if (!table.Has(field.key)) return;
  if (const auto* number = std::get_if<std::optional<std::int64_t> Config::*>(&field.into)) {
    config.*(*number) = table.Integer(field.key, 1, field.most);
    return;
  }
  if (const auto* flag = std::get_if<std::optional<bool> Config::*>(&field.into)) {
    config.*(*flag) = table.Boolean(field.key, true);
    return;
  }
  if (const auto* list = std::get_if<std::optional<std::vector<std::string>> Config::*>(&field.into))
    return ReadList(table, field, config.*(*list));
  const bool is_path = field.value == "URI" || field.value == "DIR" || field.value == "FILE";
  const auto text = table.Text(field.key);
  if (text.empty()) table.Fail(field.key, "is empty; remove it");
  config.*std::get<std::optional<std::string> Config::*>(field.into) =
      is_path ? SeenFrom(folder, text) : text;
}

void ReadFields(sources::TableReader& table, std::string_view name, const std::filesystem::path& folder,
                Config& config) {
  for (const auto& field : kFields) {
    if (field.table == name) ReadField(table, field, folder, config);
  }
}

// [source.NAME]: each text is a parameter of the source.
void ReadParameters(sources::TableReader& root, Config& config) {
  const auto* found = root.Find(kSourceTable);
  if (found == nullptr) return;
  auto table = root.Inner(kSourceTable, *found);
  if (const auto* members = std::get_if<sources::TomlValue::Table>(&found->value)) {
    for (const auto& [name, value] : *members) config.parameters[name] = table.TextMap(name);
  }
  if (const auto finished = table.Finish(); !finished) root.Adopt(finished.error());
}

}  // namespace

const std::string_view kConfigExample = R"(lake = "s3://rates/lake"
sources = "our-banks"
enabled = ["ecb", "frankfurter"]

[network]
timeout_seconds = 120

[reporting]
metrics = "/var/lib/fxlake/metrics.txt"
notify = ["slack"]

[source.frankfurter]
base_url = "https://rates.example/v1"
symbols = "USD,CHF"
)";

std::span<const ConfigField> ConfigFields() { return kFields; }

Result<Config> ParseConfig(std::string_view text, const std::string& file) {
  ASSIGN_OR_RETURN(const auto document, sources::ParseToml(text, file));
  const auto folder = std::filesystem::path(file).parent_path();
  sources::TableReader root(document, file, "");
  Config config;
  ReadFields(root, "", folder, config);
  for (const auto* name : {"network", "reporting"}) {
    const auto* found = root.Find(name);
    if (found == nullptr) continue;
    auto table = root.Inner(name, *found);
    ReadFields(table, name, folder, config);
    if (const auto finished = table.Finish(); !finished) root.Adopt(finished.error());
  }
  ReadParameters(root, config);
  RETURN_IF_ERROR(root.Finish());
  return config;
}

Result<Config> ReadConfig(const std::string& file) {
  ASSIGN_OR_RETURN(const auto text, env::ReadFile(file).In("reading the configuration"));
  return ParseConfig(text, file);
}

Result<void> Config::Apply(sources::Catalog& catalog) const {
  if (enabled) RETURN_IF_ERROR(catalog.Enable(*enabled).In("reading \"enabled\" in the configuration"));
  for (const auto& [source, values] : parameters) {
    RETURN_IF_ERROR(
        catalog.SetParameters(source, values).In("reading [source." + source + "] in the configuration"));
  }
  return {};
}

}  // namespace fxlake::cli
