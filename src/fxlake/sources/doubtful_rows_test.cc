// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "fxlake/sources/body/read.h"
#include "fxlake/sources/test_bank.h"

// Ambiguous rows are never read silently in one of their meanings.
namespace fxlake::sources {
namespace {

// The rates read, as `base/quote rate`, in order, and what is reported.
std::string Read(const std::string& reader, const std::string& body) {
  const auto spec = TestBank(reader);
  if (!spec) return "no spec: " + spec.error().message();
  const auto outcome = ReadBody(spec->readers.front(), body, {});
  if (!outcome) return "error: " + outcome.error().message();
  std::string text;
  const auto add = [&text](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
  for (std::size_t i = 0; i < outcome->observations.size(); ++i) {
    const auto row = outcome->observations.At(i);
    add(fmt::format("{} {}", row.pair.ToString(), row.rate.ToString()));
  }
  for (const auto& rejection : outcome->rejected)
    add(rejection.where + (rejection.where.empty() ? "" : ": ") + rejection.reason);
  if (outcome->conflicts > 0)
    add(fmt::format("conflicts {}: {}", outcome->conflicts, outcome->skipped_rows.back().reason));
  for (const auto& table : outcome->skipped_tables) add("skipped " + table);
  if (!outcome->unknown_labels.empty()) add(CodesToMap(outcome->unknown_labels));
  return text;
}

const std::string kRows = R"(format = "csv"
separator = ";"
date = "d"
base = "c"
quote = { value = "EUR" }
rate = "r"
)";
const std::string kGood = "d;u;c;r\n2026-04-14;1;USD;2\n2026-04-14;1;CHF;3\n2026-04-14;1;SEK;4\n";

TEST(DoubtfulRows, UnitsThatAreNotThere) {
  const std::string json =
      "format = \"json\"\nrows = \"*\"\ndate = \"d\"\nbase = \"c\"\nquote = { value = \"EUR\" }\nrate = "
      "\"r\"\n";
  const auto check = [&](const std::string& units, const std::string& member, const std::string& expected) {
    const auto row = [](const std::string& code, const std::string& more) {
      return R"({"d":"2026-04-14","c":")" + code + R"(","r":5)" + more + "}";
    };
    const auto body = "[" + row("USD", R"(,"unit":1,"power":0)") + "," + row("JPY", member) + "]";
    EXPECT_EQ(Read(json + units, body), "USD/EUR 5; " + expected) << units;
  };
  check("units = \"unit\"", R"(,"unit":100)", "JPY/EUR 0.05");
  check("units = { any = [\"unit\", { value = \"1\" }] }", "", "JPY/EUR 5");
  check("units = \"unit\"\nunits_by_code = { JPY = \"100\" }", "", "JPY/EUR 0.05");
  check("units_by_code = { JPY = \"100\" }", "", "JPY/EUR 0.05");
  check("units_power = \"power\"", R"(,"power":2)", "JPY/EUR 0.05");
  const auto missing =
      std::string("the row has no units; if they can be missing, use { any = [.., { value = \"1\" }] }");
  check("units = \"unit\"", "", missing);
  check("units = \"unit\"", R"(,"unit":"")", missing);
  check("units = { path = \"unit\", pattern = '(\\d+)' }", R"(,"unit":"one")", missing);
  check("units = \"unit\"\nunits_by_code = { KRW = \"100\" }", "", missing);
  check("units_power = \"power\"", "",
        "the row has no units_power; if it can be missing, use { any = [.., { value = \"0\" }] }");
  // A member that no row has, for example a misspelled one.
  EXPECT_TRUE(Read(json + "units = \"untt\"", R"([{"d":"2026-04-14","c":"USD","r":5,"unit":1}])")
                  .contains("the row has no units"));
}

TEST(DoubtfulRows, UnitsThatMayBeThousands) {
  const auto check = [&](const std::string& more, const std::string& cell, const std::string& expected) {
    EXPECT_EQ(Read(kRows + more, kGood + "2026-04-14;" + cell + ";ITL;1.5\n"),
              "USD/EUR 2; CHF/EUR 3; SEK/EUR 4; " + expected)
        << more;
  };
  const auto doubt = [](const std::string& units) {
    return fmt::format(
        "line 5, column u: the units \"{}\" may or may not be thousands: set `thousands`, or use `map = {{ "
        "\"{}\" = \"..\" }}`",
        units, units);
  };
  check("units = \"u\"", "1.000", doubt("1.000"));
  check("units = \"u\"", "10.000", doubt("10.000"));
  check("units = \"u\"", "1.0000", "ITL/EUR 1.5");
  check("units = \"u\"", "1000", "ITL/EUR 0.0015");
  check("units = { path = \"u\", pattern = '(\\d+)' }", "C/1.000 UNIDADES", doubt("1.000"));
  check("units = { path = \"u\", pattern = '([0-9][0-9.]*)' }", "1.000 ITL", doubt("1.000"));
  check("units = { path = \"u\", pattern = '(\\d+)', map = { \"1.000\" = \"1000\" } }", "C/1.000 UNIDADES",
        "ITL/EUR 0.0015");
  check("units = { path = \"u\", pattern = '(\\d+)' }\nthousands = \",\"", "(1,000)", "ITL/EUR 0.0015");
  check("units = { path = \"u\", pattern = '(\\d+)' }\nthousands = \" \"", "per 1 000 ITL", "ITL/EUR 0.0015");
  check("units = { path = \"u\", pattern = '(\\d+)' }", "100, 2026", "ITL/EUR 0.015");
  check("units = { path = \"u\", map = { x = \"0.001\" } }", "x", "ITL/EUR 1500");
}

TEST(DoubtfulRows, SeveralRatesForOneKey) {
  const auto check = [&](const std::string& repeated, const std::string& rates, const std::string& expected) {
    std::string body = kGood;
    for (const auto& rate : {rates.substr(0, 1), rates.substr(1, 1), rates.substr(2)})
      body += rate.empty() ? "" : "2026-04-14;1;NOK;" + rate + "\n";
    const auto of_others = repeated.contains("mean") ? std::string() : "USD/EUR 2; CHF/EUR 3; SEK/EUR 4; ";
    EXPECT_EQ(Read(kRows + repeated, body), of_others + expected) << repeated << rates;
  };
  check("repeated = \"first\"", "119",
        "NOK/EUR 1; conflicts 1: conflicting duplicate: `repeated` takes the first, 1");
  check("repeated = \"last\"", "129",
        "NOK/EUR 9; conflicts 2: conflicting duplicate: `repeated` takes the last, 9");
  check("repeated = \"last\"", "55", "NOK/EUR 5");
  check("repeated = \"mean\"", "12", "NOK/EUR 1.5");
  check("repeated = \"mean of 3\"", "129", "NOK/EUR 4");
  const auto too_many = Read(kRows + "repeated = \"mean\"",
                             kGood + "2026-04-14;1;NOK;1\n2026-04-14;1;NOK;2\n2026-04-14;1;NOK;9\n");
  EXPECT_TRUE(too_many.contains("3 rates found where `repeated` expects the mean of 2")) << too_many;
  for (const auto* wrong : {"mean of 1", "mean of x", "mean of 3 or 4", "median"})
    EXPECT_TRUE(Read(kRows + "repeated = \"" + wrong + "\"", kGood).starts_with("no spec")) << wrong;
}

TEST(DoubtfulRows, LabelsThatAreNoCurrency) {
  const auto read = Read(kRows, kGood +
                                    "2026-04-14;1;\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xBB\xD0\xB0\xD1\x80;1\n2026-"
                                    "04-14;1;Peso fuerte;1\n2026-04-14;1;Peso fuerte;1\n");
  EXPECT_TRUE(read.contains(
      "\"\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xBB\xD0\xB0\xD1\x80\" is not a known currency: map it in `codes`"))
      << read;
  EXPECT_TRUE(
      read.ends_with("codes = { \"Peso fuerte\" = \"???\", "
                     "\"\xD0\xB4\xD0\xBE\xD0\xBB\xD0\xBB\xD0\xB0\xD1\x80\" = \"???\" }  # rows: 2, 1"))
      << read;
  const auto all = Read(kRows, "d;c;r\n2026-04-14;Dolar;1\n2026-04-14;Peso;1\n2026-04-15;Peso;1\n");
  EXPECT_TRUE(all.starts_with("error: ")) << all;
  EXPECT_TRUE(
      all.contains("unknown labels: codes = { \"Dolar\" = \"???\", \"Peso\" = \"???\" }  # rows: 1, 2"))
      << all;
}

TEST(DoubtfulRows, NamesOfCurrencies) {
  const auto check = [&](const std::string& name, const std::string& code) {
    EXPECT_EQ(Read(kRows, "d;c;r\n2026-04-14;" + name + ";1\n"), code + "/EUR 1") << name;
  };
  check("Barbados dollar", "BBD");
  check("Guyana Dollar", "GYD");
  check("Omani  rial", "OMR");
  check("Rial Omani", "OMR");
  check("UAE dirham", "AED");
  check("Polish zloty", "PLN");
  check("Chinese yuan", "CNY");
  check("Pound Sterling", "GBP");
  check("special drawing right", "XDR");
  check("New Israeli Sheqel", "ILS");
  check("usd", "USD");
}

TEST(DoubtfulRows, MinorUnitsAreNotTheirCurrency) {
  const auto check = [&](const std::string& more, const std::string& label, const std::string& expected) {
    const auto read = Read(kRows + more, kGood + "2026-04-14;0.01;" + label + ";1.15\n");
    EXPECT_TRUE(read.contains("SEK/EUR 4; line 5, column c: " + expected) ||
                read.contains("SEK/EUR 4; " + expected) ||
                (read.starts_with("no spec") && read.contains(expected)))
        << read;
  };
  check("", "GBp", "GBp is a minor unit, 1/100 of GBP");
  check("", "GBX", "GBX is a minor unit, 1/100 of GBP");
  check("", "ZAc", "ZAc is a minor unit, 1/100 of ZAR");
  check("", "ILA", "ILA is a minor unit, 1/100 of ILS");
  check("codes = { GBX = \"GBP\" }\nunits = \"u\"", "GBX", "GBP/EUR 115");
  check("codes = { GBP = \"GBP\" }", "GBp", "GBp is a minor unit, 1/100 of GBP");
  check("codes = { GBX = \"GBP\" }", "GBX", "GBX is 1/100 of GBP: its rates need `units`, which is 0.01");
}

TEST(DoubtfulRows, WhatEndsATableNeedsNoNumberOfCells) {
  const std::string table =
      "format = \"csv\"\ndate = \"d\"\nbase = \"c\"\nquote = { value = \"EUR\" }\nrate = \"r\"\n";
  const auto body = "d,c,r\n2026-04-14,USD,2\nSource: the bank\nhttps://bank.example\n";
  EXPECT_EQ(Read(table + "end = \"^Source\"", body), "USD/EUR 2");
  EXPECT_TRUE(Read(table, body).contains("line 3 has 1 cell, but the header has 3"));
}

TEST(DoubtfulRows, MergedHeadsReachToTheEndOfTheRecord) {
  const std::string reader = R"(format = "csv"
ragged = true
header = ["Day"]
header_rows = 2
rows = "*/{column}"
date = { all = ["../Day", { capture = "column", pattern = '^(\w+)' }, { value = "2026" }] }
date_format = "%d %B %Y"
base = { value = "USD" }
quote = { value = "EUR" }
keep = [{ capture = "column", matches = "^February Sell$" }]
rate = "."
)";
  EXPECT_EQ(Read(reader, "Day,January,,February\n,Buy,Sell,Buy,Sell\n1,1.0,2.0,3.0,4.0\n"), "USD/EUR 4");
}

TEST(DoubtfulRows, TablesOfAPageByTheirPlace) {
  const std::string reader = R"(format = "html"
table = "*"
header = ["Code", "Rate"]
date = { value = "2026-04-14" }
base = "Code"
quote = { value = "EUR" }
rate = "Rate"
)";
  const auto head = std::string("<tr><th>Code<th>Rate");
  EXPECT_EQ(Read(reader, "<table>" + head +
                             "<tr><td>USD<td>2</table><h2>News</h2><table><tr><td>a<td>b</table><table>" +
                             head + "<tr><td>CHF<td>3<tr><td>SEK<td>4x</table>"),
            "USD/EUR 2; CHF/EUR 3; 3!B3: not a decimal number: \"4x\"; skipped News");
}

}  // namespace
}  // namespace fxlake::sources
