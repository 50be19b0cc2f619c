// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/config.h"

#include <gtest/gtest.h>

namespace fxlake::cli {
namespace {

// The configuration key by key, or the error.
std::string Read(std::string_view text) {
  const auto config = ParseConfig(text, "/etc/fxlake/fxlake.toml");
  if (!config) return config.error().message();
  std::string read;
  for (const auto& field : ConfigFields()) {
    if (const auto* number = std::get_if<std::optional<std::int64_t> Config::*>(&field.into)) {
      if (const auto& value = *config.*(*number))
        read += std::string(field.key) + "=" + std::to_string(*value) + " ";
    } else if (const auto* list =
                   std::get_if<std::optional<std::vector<std::string>> Config::*>(&field.into)) {
      for (const auto& value : (*config.*(*list)).value_or(std::vector<std::string>()))
        read += std::string(field.key) + "=" + value + " ";
    } else if (const auto* flag = std::get_if<std::optional<bool> Config::*>(&field.into)) {
      if (const auto& value = *config.*(*flag))
        read += std::string(field.key) + (*value ? "=true " : "=false ");
    } else if (const auto& value = *config.*std::get<std::optional<std::string> Config::*>(field.into)) {
      read += std::string(field.key) + "=" + *value + " ";
    }
  }
  for (const auto& [source, values] : config->parameters) {
    for (const auto& [name, value] : values) read += source + "." + name + "=" + value + " ";
  }
  return read;
}

void Check(std::string_view text, std::string_view expected) { EXPECT_EQ(Read(text), expected) << text; }

TEST(Config, IsRead) {
  Check("", "");
  Check("lake = \"s3://a/b\"\nraw = \"file:///data\"", "lake=s3://a/b raw=file:///data ");
  Check("lake = \"/data/lake\"\nsources = \"../banks\"\nrules = \"own.dqdl\"",
        "lake=/data/lake sources=/etc/banks rules=/etc/fxlake/own.dqdl ");
  Check("[network]\ntimeout_seconds = 5\nattempts = 1", "timeout_seconds=5 attempts=1 ");
  Check("[source.ecb]\na = \"1\"\n[source.snb]\nb = \"\"", "ecb.a=1 snb.b= ");
  Check("enabled = [\"ecb\", \"snb\"]\nschedules = \"daily.json\"",
        "enabled=ecb enabled=snb schedules=/etc/fxlake/daily.json ");
  Check("tables = false", "tables=false ");
  Check("[reporting]\nlog = \"-\"\nmetrics = \"m\"\nemf = \"/e\"\nnotify = \"email\"",
        "log=- metrics=/etc/fxlake/m emf=/e notify=email ");
  Check("\xEF\xBB\xBFlake = \"/a\"", "lake=/a ");
  Check(kConfigExample,
        "lake=s3://rates/lake sources=/etc/fxlake/our-banks enabled=ecb enabled=frankfurter "
        "timeout_seconds=120 "
        "metrics=/var/lib/fxlake/metrics.txt notify=slack "
        "frankfurter.base_url=https://rates.example/v1 frankfurter.symbols=USD,CHF ");
}

TEST(Config, IsRejected) {
  Check("lke = \"x\"", "/etc/fxlake/fxlake.toml:1:7: lke: is not a key of this table; did you mean lake?");
  Check("[network]\ntimeout_second = 5",
        "/etc/fxlake/fxlake.toml:2:18: network.timeout_second: is not a key of this table; did you mean "
        "timeout_seconds?");
  Check("[network]\nattempts = 0",
        "/etc/fxlake/fxlake.toml:2:12: network.attempts: expected a whole number from 1 to 20");
  Check("[reporting]\nlogs = \"x\"",
        "/etc/fxlake/fxlake.toml:2:8: reporting.logs: is not a key of this table; did you mean log?");
  Check(
      "[reporting]\nnotify = [\"slak\"]",
      "/etc/fxlake/fxlake.toml:2:10: reporting.notify: has the unknown value \"slak\"; did you mean slack?");
  Check("enabled = [\"a\", \"a\"]", "/etc/fxlake/fxlake.toml:1:11: enabled: has the duplicate \"a\"");
  Check("enabled = []", "/etc/fxlake/fxlake.toml:1:11: enabled: is empty; remove it");
  Check("tables = \"no\"", "/etc/fxlake/fxlake.toml:1:10: tables: expected true or false");
  Check("lake = 5", "/etc/fxlake/fxlake.toml:1:8: lake: expected a text in quotes");
  Check("lake = \"\"", "/etc/fxlake/fxlake.toml:1:8: lake: is empty; remove it");
  Check("source = \"ecb\"", "/etc/fxlake/fxlake.toml:1:10: source: expected a table");
  Check("[source.ecb]\nx = [5]", "/etc/fxlake/fxlake.toml:1:1: source.ecb: expected a text for \"x\"");
}

}  // namespace
}  // namespace fxlake::cli
