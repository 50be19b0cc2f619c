// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "fxlake/env/local_files.h"
#include "fxlake/sources/body/read.h"

// Sources written from their publishers' documentation, each on a response in the documented form with
// invented figures.
namespace fxlake::sources {
namespace {

struct Case {
  const char* name;
  const char* body;
  const char* expected;  // sorted
};

constexpr Case kCases[] = {
    {"bcrp",
     R"({"config":{},"periods":[{"name":"14.Apr.26","values":["3.70","3.71"]},{"name":"15.Apr.26","values":["n.d.","n.d."]}]})",
     "2026-04-14 USD/PEN 3.705\n"},
    {"cbbh",
     R"({"CurrencyExchangeItems":[{"AlphaCode":"JPY","Units":"100","Middle":"1.05"}],"Date":"2026-04-14T00:00:00"})",
     "2026-04-14 JPY/BAM 0.0105\n"},
    {"cbar",
     R"(<ValCurs Date="14.04.2026"><ValType Type="Metals"><Valute Code="XAU"><Nominal>1 t.u.</Nominal><Value>1</Value></Valute></ValType><ValType Type="Foreign"><Valute Code="JPY"><Nominal>100</Nominal><Value>1.1</Value></Valute></ValType></ValCurs>)",
     "2026-04-14 JPY/AZN 0.011\n"},
    {"bok",
     R"({"StatisticSearch":{"list_total_count":1,"row":[{"ITEM_CODE1":"0000002","TIME":"20260414","DATA_VALUE":"950.1"}]}})",
     "2026-04-14 JPY/KRW 9.501\n"},
};

std::string Read(const std::string& name, const std::string& body) {
  const auto text = env::ReadFile(FXLAKE_ROOT "/sources/" + name + ".toml").value_or("");
  const auto spec = ParseSpec(text, name + ".toml");
  if (!spec) return spec.error().message();
  EXPECT_EQ(spec->status, SourceStatus::unverified) << name;
  EXPECT_FALSE(spec->enabled) << name;
  EXPECT_FALSE(spec->terms.empty()) << name;
  const auto outcome = ReadBody(spec->readers.front(), body, {{"currency", "USD"}});
  if (!outcome) return outcome.error().message();
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < outcome->observations.size(); ++i) {
    const auto row = outcome->observations.At(i);
    lines.push_back(fmt::format("{} {} {}\n", row.date.ToString(), row.pair.ToString(), row.rate.ToString()));
  }
  for (const auto& rejection : outcome->rejected) lines.push_back("refused: " + rejection.reason + "\n");
  std::ranges::sort(lines);
  std::string together;
  for (const auto& line : lines) together += line;
  return together;
}

TEST(DocumentedBanks, AreReadInTheirDocumentedForm) {
  for (const auto& bank : kCases) EXPECT_EQ(Read(bank.name, bank.body), bank.expected) << bank.name;
}

}  // namespace
}  // namespace fxlake::sources
