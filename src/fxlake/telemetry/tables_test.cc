// SPDX-License-Identifier: Apache-2.0
// docs/reference/metrics.md shows both tables. UPDATE_GOLDEN=1 rewrites them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "fxlake/env/local_files.h"
#include "fxlake/telemetry/event_table.h"
#include "fxlake/telemetry/metric_table.h"

namespace fxlake::telemetry {
namespace {

const std::string kPage = FXLAKE_ROOT "/docs/reference/metrics.md";

std::string ReadPage() { return env::ReadFile(kPage).value_or(""); }

void CheckTable(std::string_view name, const std::string& table) {
  auto page = ReadPage();
  const auto mark = fmt::format("<!-- table: {} -->\n", name);
  const auto begin = page.find(mark);
  ASSERT_NE(begin, std::string::npos) << name;
  const auto from = begin + mark.size();
  const auto length = page.find("\n\n", from) + 1 - from;
  const auto formatted = page.substr(from, length);
  const char* update = std::getenv("UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") {
    page.replace(from, length, table);
    std::ofstream(kPage) << page;
    return;
  }
  EXPECT_EQ(formatted, table);
}

TEST(Tables, ThePageShowsEveryMetric) {
  std::string table =
      "| CloudWatch | OpenMetrics | kind | unit | dimension | meaning |\n|---|---|---|---|---|---|\n";
  for (const auto& metric : AllMetrics()) {
    const bool counter = metric.kind == MetricKind::counter;
    table += fmt::format("| `{}` | `{}{}` | {} | {} | {} | {} |\n", metric.name, OpenMetricsName(metric),
                         counter ? "_total" : "", counter ? "counter" : "gauge", metric.unit,
                         metric.dimension.empty() ? "none" : metric.dimension, metric.help);
  }
  CheckTable("metrics", table);
}

TEST(Tables, ThePageShowsEveryEvent) {
  std::string table = "| event | level | meaning |\n|---|---|---|\n";
  for (const auto& event : AllEvents())
    table += fmt::format("| `{}` | {} | {} |\n", event.name, NameOf(event.level), event.help);
  CheckTable("events", table);
}

TEST(Tables, NamesAreUniqueAndUnitsAreCloudWatchs) {
  const std::set<std::string_view> units = {"Count", "Bytes", "Seconds"};
  std::set<std::string> names;
  for (const auto& metric : AllMetrics()) {
    EXPECT_TRUE(names.insert(OpenMetricsName(metric)).second) << metric.name;
    EXPECT_TRUE(units.contains(metric.unit)) << metric.name;
    EXPECT_TRUE(metric.dimension.empty() || metric.dimension == "Source") << metric.name;
  }
  for (const auto& event : AllEvents())
    EXPECT_TRUE(names.insert(std::string(event.name)).second) << event.name;
}

}  // namespace
}  // namespace fxlake::telemetry
