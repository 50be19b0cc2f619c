// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>

#include "fxlake/env/local_files.h"
#include "fxlake/env/random.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/test_bank.h"

// Recordings with bytes changed, removed and duplicated: a small fuzz run in every test run (tests/fuzz has
// the large ones).
namespace fxlake::sources {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 60;

std::string TextOf(const fs::path& file) { return env::ReadFile(file).value_or(""); }

std::string Mutated(std::string body, env::Random& random) {
  const auto place = [&] {
    return static_cast<std::size_t>(random.Fraction() * static_cast<double>(body.size()));
  };
  for (int i = static_cast<int>(random.Fraction() * 3); i >= 0 && !body.empty(); --i) {
    const auto at = place();
    const auto kind = static_cast<int>(random.Fraction() * 4);
    if (kind == 0) body[at] = static_cast<char>(random.Fraction() * 256);
    if (kind == 1) body.erase(at, place() % 20);
    if (kind == 2) body.insert(at, body.substr(place(), 30));
    if (kind == 3) body.resize(std::max<std::size_t>(at, body.size() / 2));
  }
  return body;
}

TEST(Hostile, EveryRowHasAFate) {
  env::SeededRandom random(20'260'414);
  int read = 0, tried = 0;
  for (const auto& folder : fs::directory_iterator(fs::path(FXLAKE_ROOT) / "tests/data/feeds")) {
    const auto name = folder.path().filename().string();
    const auto spec = ParseSpec(TextOf(fs::path(FXLAKE_ROOT) / "sources" / (name + ".toml")), name);
    ASSERT_TRUE(spec) << spec.error().message();
    for (const auto& file : fs::directory_iterator(folder.path())) {
      if (!file.path().filename().string().starts_with("response-")) continue;
      const auto body = TextOf(file.path());
      for (int round = 0; round < kRounds; ++round) {
        const auto outcome =
            ReadBody(spec->readers.front(), Mutated(body, random), {{"date", "2026-03-16"}, {"code", "USD"}});
        ++tried;
        if (!outcome) continue;
        ++read;
        EXPECT_EQ(
            outcome->observations.size() + outcome->rejected_count + outcome->no_rate + outcome->skipped,
            outcome->rows)
            << file;
      }
    }
  }
  EXPECT_GT(read, 0);
  EXPECT_LT(read, tried);
}

// Bodies that libFuzzer found: simdjson's objects can be left and re-entered only in few ways.
TEST(Hostile, BrokenJson) {
  const auto check = [](const std::string& keys, const std::string& body) {
    const auto spec = TestBank("format = \"json\"\n" + keys);
    ASSERT_TRUE(spec) << spec.error().message();
    const auto outcome = ReadBody(spec->readers.front(), body, {});
    ASSERT_FALSE(outcome) << body;
    EXPECT_NE(outcome.error().message().find("not a complete JSON document"), std::string::npos)
        << outcome.error().message();
  };
  const std::string day =
      "rows = \"rates/{quote}\"\ndate = \"/date\"\nbase = \"/base\"\nunits = \"/amount\"\nrate = \".\"\n";
  check(day, R"({"amount": 1.0, "base" :"EUR", "rates": {"2026-10-30".1 2, )");
  check(day, R"({"date": "2026-10-30", "base": "EUR", "rates": {"USD": 1.5}, "amount" 1})");
  const std::string days =
      "rows = \"data/*\"\ndate = \"date\"\nbase = \"currency/iso3\"\nquote = { value = \"EUR\" }\nunits = "
      "\"currency/unit\"\nrate = "
      "\"buy\"\n";
  check(
      days,
      R"({"data":[{"date":"2026-04-14","currency":{"iso3":      },"buy":"1"},{"currency":{"iso3":"USD","unit":1},"buy":"1"}]})");
}

}  // namespace
}  // namespace fxlake::sources
