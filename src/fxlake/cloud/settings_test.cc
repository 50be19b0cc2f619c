// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/settings.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "fxlake/env/local_files.h"

namespace fxlake::cloud {
namespace {

Result<Settings> Read(const std::map<std::string, std::string>& variables) {
  return ReadSettings([&](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

TEST(Settings, ComeFromTheEnvironment) {
  const auto settings =
      Read({{"FXLAKE_LAKE", "s3://processed/fx"}, {"FXLAKE_RAW", "s3://raw"}, {"FX_BASE_CURRENCY", "USD"}});
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->lake, "s3://processed/fx");
  EXPECT_EQ(settings->raw, "s3://raw");
  EXPECT_EQ(settings->base_currency, "USD");
  EXPECT_EQ(settings->metric_namespace, "FXLake");
  EXPECT_EQ(Read({{"FXLAKE_LAKE", "l"}, {"FXLAKE_METRIC_NAMESPACE", "Rates"}})->metric_namespace, "Rates");
}

TEST(Settings, WhatMustBeSetIsNamed) {
  for (const auto& variables : {std::map<std::string, std::string>{}, {{"FXLAKE_LAKE", ""}}}) {
    const auto settings = Read(variables);
    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().message(),
              "reading the environment: FXLAKE_LAKE is not set: the lake: `s3://bucket/prefix`, or a folder");
  }
}

TEST(Settings, ThePageShowsEveryVariable) {
  const auto page = env::ReadFile(FXLAKE_ROOT "/docs/reference/cloud.md").value_or("");
  std::string table = "| variable | default | meaning |\n|---|---|---|\n";
  for (const auto& setting : AllSettings()) {
    const auto fallback = setting.required           ? "must be set"
                          : setting.fallback.empty() ? "none"
                                                     : fmt::format("`{}`", setting.fallback);
    table += fmt::format("| `{}` | {} | {} |\n", setting.variable, fallback, setting.help);
  }
  EXPECT_NE(page.find(table), std::string::npos) << "docs/reference/cloud.md should hold\n" << table;
}

}  // namespace
}  // namespace fxlake::cloud
