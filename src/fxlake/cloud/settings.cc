// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/settings.h"

#include <array>

#include "fxlake/telemetry/metric_table.h"

namespace fxlake::cloud {
namespace {

constexpr std::array kSettings = {
    SettingTraits{"FXLAKE_LAKE", &Settings::lake, "", true, "the lake: `s3://bucket/prefix`, or a folder"},
    SettingTraits{"FXLAKE_RAW", &Settings::raw, "", false,
                  "the raw zone, if it is separate: `s3://bucket/prefix`, or a folder"},
    SettingTraits{"FXLAKE_SOURCES_DIR", &Settings::sources_folder, "", false,
                  "a folder of source files in addition to the built-in ones"},
    SettingTraits{"FXLAKE_TABLES", &Settings::tables, "true", false,
                  "`false`: commits are not published as Iceberg tables"},
    SettingTraits{
        "FXLAKE_CATALOG_DATABASE", &Settings::catalog_database, "", false,
        "the Glue database whose tables `exchange_rates_iceberg` and `exchange_rates_revisions_iceberg` "
        "point to them"},
    SettingTraits{"FXLAKE_METRIC_NAMESPACE", &Settings::metric_namespace, telemetry::kDefaultNamespace, false,
                  "namespace of the CloudWatch metrics"},
    SettingTraits{"FX_BASE_API_URL", &Settings::base_api_url, "", false,
                  "source `frankfurter`: URL of the API"},
    SettingTraits{"FX_BASE_CURRENCY", &Settings::base_currency, "", false,
                  "source `frankfurter`: base currency to request"},
    SettingTraits{"FX_START_DATE", &Settings::start_date, "", false,
                  "source `frankfurter`: first date, if the event has none"},
    SettingTraits{"FX_END_DATE", &Settings::end_date, "", false,
                  "source `frankfurter`: last date, if the event has none"},
};

}  // namespace

std::span<const SettingTraits> AllSettings() { return kSettings; }

Result<Settings> ReadSettings(const std::function<const char*(const char*)>& variable) {
  Settings settings;
  for (const auto& setting : kSettings) {
    const char* value = variable(std::string(setting.variable).c_str());
    auto& field = settings.*setting.field;
    field = value != nullptr && *value != '\0' ? value : setting.fallback;
    if (setting.required && field.empty()) {
      return InvalidInput("reading the environment: " + std::string(setting.variable) +
                          " is not set: " + std::string(setting.help));
    }
  }
  return settings;
}

}  // namespace fxlake::cloud
