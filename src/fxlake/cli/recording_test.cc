// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/recording.h"

#include <gtest/gtest.h>

namespace fxlake::cli {
namespace {

using Texts = std::map<std::string, std::string>;

TEST(RecordingTest, FindsTheVariablesOfAUrl) {
  const Texts parameters = {{"base_url", "https://bank.example/v1"}};
  const auto check = [&](std::string_view pattern, std::string_view url, const std::optional<Texts>& expected) {
    EXPECT_EQ(MatchUrl(pattern, url, parameters), expected) << pattern << " in " << url;
  };
  check("https://bank.example/hist.zip", "https://bank.example/hist.zip", Texts());
  check("{base_url}/{date}", "https://bank.example/v1/2026-04-14", Texts{{"date", "2026-04-14"}});
  check("{base_url}/{from}..{to}", "https://bank.example/v1/2026-01-01..2026-04-14", Texts{{"from", "2026-01-01"}, {"to", "2026-04-14"}});
  check("https://bank.example/{date:%d.%m.%Y}.xml", "https://bank.example/14.04.2026.xml", Texts{{"date", "2026-04-14"}});
  check("https://bank.example/{date:%d.%m.%Y}.xml", "https://bank.example/30.02.2026.xml", std::nullopt);
  check("{base_url}/{date}", "https://other.example/v1/2026-04-14", std::nullopt);
  check("{base_url}/{date}", "https://bank.example/v1/", std::nullopt);
  check("{base_url}/{date}", "https://bank.example/v1/2026-01-01..2026-04-14", std::nullopt);
  check("{base_url}/{code}", "https://bank.example/v1/R01235", Texts{{"code", "R01235"}});
  check("{base_url}/{date}", "https://bank.example/v1/2026/04", std::nullopt);
  check("https://bank.example/hist.zip", "https://bank.example/hist.zip2", std::nullopt);
  check("https://bank.example/{date", "https://bank.example/2026-04-14", std::nullopt);
}

}  // namespace
}  // namespace fxlake::cli
