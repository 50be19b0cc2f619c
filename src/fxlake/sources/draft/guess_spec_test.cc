// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/draft/guess_spec.h"

#include <gtest/gtest.h>

#include "fxlake/env/local_files.h"

// The number of rates that a guessed source file reads from the recordings; where rows are plain, all of
// them.
namespace fxlake::sources {
namespace {

std::string Recorded(const std::string& file) {
  const auto text = env::ReadFile(FXLAKE_ROOT "/tests/data/feeds/" + file);
  EXPECT_TRUE(text) << file;
  return text.value_or("");
}

void Check(const std::string& bytes, const std::vector<std::string>& lines) {
  const auto guess = GuessSpec("bank", "https://bank.example/x", bytes);
  ASSERT_TRUE(guess) << guess.error().message();
  EXPECT_GT(guess->outcome.observations.size(), 0U) << guess->toml;
  for (const auto& line : lines)
    EXPECT_TRUE(guess->toml.contains("\n" + line)) << line << " in\n" << guess->toml;
  const auto spec = ParseSpec(guess->toml, "bank.toml");
  EXPECT_TRUE(spec) << spec.error().message();
}

TEST(GuessSpec, FindsRowsAndFields) {
  Check(Recorded("cbu/response-1.json"),
        {"format = \"json\"", "date = \"Date\"", "base = \"Ccy\"", "units = \"Nominal\"", "rate = \"Rate\""});
  Check(Recorded("ecb-daily/response-1.xml"),
        {"format = \"xml\"", "rows = \"Envelope/Cube/Cube/Cube\"", "date = \"../@time\"",
         "base = \"@currency\"", "rate = \"@rate\""});
  Check(Recorded("nbt/response-1.xml"), {"rows = \"ValCurs/Valute\"", "date = \"../@Date\"",
                                         "base = \"CharCode\"", "units = \"Nominal\"", "rate = \"Value\""});
  Check(Recorded("nb/response-1.csv"),
        {"format = \"csv\"", "date = \"TIME_PERIOD\"", "base = \"BASE_CUR\"", "rate = \"OBS_VALUE\""});
  Check(Recorded("dnb/response-1.csv"), {"separator = \";\"", "date = \"TID\"", "date_format = \"%YM%mD%d\"",
                                         "base = \"VALUTA\"", "rate = \"INDHOLD\""});
  Check(Recorded("ecb-hist/response-1.zip"),
        {"unzip = \"*.csv\"", "rows = \"*/{quote}\"", "date = \"../Date\"", "rate = \".\""});
  Check(Recorded("rbf/response-2.xlsx"), {"format = \"xlsx\"", "date_format = \"excel\""});
  Check(Recorded("nrb/response-1.json"),
        {"base = \"currency/iso3\"", "units = \"currency/unit\"", "rate = { mean = [\"buy\", \"sell\"] }"});
  Check(R"({"base":"EUR","date":"2026-04-14","rates":{"USD":1.1,"GBP":0.8}})",
        {"rows = \"rates/{quote}\"", "date = \"../../date\""});
  Check("<table><tr><th>Code</th><th>Rate</th></tr><tr><td>USD</td><td>1,5</td></tr></table>",
        {"format = \"html\"", "date = { variable = \"date\" }", "decimal_point = \",\""});
}

TEST(GuessSpec, SaysWhenThereIsNothing) {
  const auto guess = GuessSpec("bank", "", "<html><body><p>Down</p></body></html>");
  ASSERT_FALSE(guess);
  EXPECT_TRUE(guess.error().message().contains("nothing in the html looks like rates"))
      << guess.error().message();
}

}  // namespace
}  // namespace fxlake::sources
