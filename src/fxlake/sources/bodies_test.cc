// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "fxlake/sources/body/read.h"
#include "fxlake/sources/test_bank.h"

// Formats and fields, each with one small body; rejected rows are listed after the rates.
namespace fxlake::sources {
namespace {

// The rates that a reader reads, one per line, and the counts that are not zero; or the error. `keys` begin
// with the format.
std::string Read(const std::string& keys, const std::string& body,
                 const std::map<std::string, std::string>& variables = {}) {
  const auto spec = TestBank("format = " + keys);
  if (!spec) return "no spec: " + spec.error().message();
  const auto outcome = ReadBody(spec->readers.front(), body, variables);
  if (!outcome) return "error: " + outcome.error().message();
  std::string text;
  for (std::size_t i = 0; i < outcome->observations.size(); ++i) {
    const auto row = outcome->observations.At(i);
    text += fmt::format("{} {} {}\n", row.date.ToString(), row.pair.ToString(), row.rate.ToString());
  }
  for (const auto& rejection : outcome->rejected) text += fmt::format("refused: {}\n", rejection.reason);
  if (outcome->no_rate > 0) text += fmt::format("without rate {}\n", outcome->no_rate);
  if (outcome->skipped > 0) text += fmt::format("ignored {}\n", outcome->skipped);
  return text;
}

void Fails(const std::string& text, const std::string& reason) {
  EXPECT_NE(text.find(reason), std::string::npos) << text << " where " << reason;
}

// A JSON array of rows, with these additional keys.
std::string Rows(const std::string& keys, const std::string& body) {
  return Read(
      "\"json\"\nrows = \"*\"\ndate = { value = \"2026-01-02\" }\nquote = { value = \"EUR\" }\n" + keys,
      body);
}

TEST(Fields, Alternatives) {
  const auto read = [](const std::string& row) {
    return Rows(R"j(base = { path = "t", pattern = '\((\w{3})\)' }
                   rate = { any = ["mid", { mean = ["buy", "sell"] }] }
                   units = { any = [{ path = "t", pattern = '^(\d+)' }, { value = "1" }] })j",
                "[" + row + R"j(,{"t":"(CHF)","mid":2}])j");
  };
  const std::string rest = "2026-01-02 CHF/EUR 2\n";
  EXPECT_EQ(read(R"j({"t":"100 yen (JPY)","mid":"0.5"})j"), "2026-01-02 JPY/EUR 0.005\n" + rest);
  EXPECT_EQ(read(R"j({"t":"dollar (USD)","mid":"","buy":"1.1","sell":"1.2"})j"),
            "2026-01-02 USD/EUR 1.15\n" + rest);
  EXPECT_EQ(read(R"j({"t":"dollar (USD)","buy":"1.1"})j"), rest + "without rate 1\n");
  Fails(read(R"j({"t":"dollar","mid":1})j"), "refused: the row has no base");
  Fails(read(R"j({"t":"(USD)","buy":"1.1","sell":"x"})j"), "refused: not a decimal number: \"x\"");
}

TEST(Fields, RulesAndDirection) {
  const auto text = Rows(
      R"(base = "c"
    rate = "r"
    keep = [{ path = "c", matches = "^[A-Z]{3}$" }]
    skip = [{ path = "k", is = ["cash", "old"] }]
    swap = [{ path = "k", is = "per home" }])",
      R"([{"c":"USD","r":1},{"c":"Total","r":9},{"c":"GBP","r":2,"k":"cash"},{"c":"CHF","r":3,"k":"per home"}])");
  EXPECT_EQ(text, "2026-01-02 USD/EUR 1\n2026-01-02 EUR/CHF 3\nignored 2\n");
}

TEST(Fields, LabelsAndUnits) {
  const auto text = Rows(
      R"(base = "c"
    rate = "r"
    units_by_code = { JPY = "100" }
    codes = { "pound  sterling notes" = "GBP" }
    ignore_codes = "twi")",
      R"([{"c":" Pound Sterling\u00a0notes ","r":1},{"c":"TWI","r":1},{"c":"yen","r":5},{"c":"Swiss Franc","r":1},{"c":"SDR","r":1},{"c":"A$","r":1}])");
  EXPECT_EQ(text,
            "2026-01-02 GBP/EUR 1\n2026-01-02 JPY/EUR 0.05\n2026-01-02 CHF/EUR 1\n2026-01-02 XDR/EUR "
            "1\n2026-01-02 AUD/EUR 1\nignored 1\n");
  Fails(Rows("base = \"c\"\nrate = \"r\"", R"([{"c":"Shell","r":1},{"c":"USD","r":1}])"),
        "refused: \"Shell\" is not a known currency");
}

TEST(Fields, Numbers) {
  const auto read = [](const std::string& keys, const std::string& number) {
    const auto text = Rows("base = \"c\"\nrate = \"r\"\n" + keys,
                           R"([{"c":"USD","r":")" + number + R"("},{"c":"CHF","r":"1"}])");
    return text.substr(0, text.find('\n'));
  };
  const std::string usd = "2026-01-02 USD/EUR ";
  EXPECT_EQ(read("decimal_point = \",\"\nthousands = \". \"", "1.234,5"), usd + "1234.5");
  EXPECT_EQ(read("decimal_point = \"any\"", "2,602.0545"), usd + "2602.0545");
  EXPECT_EQ(read("decimal_point = \"any\"", "2602,05"), usd + "2602.05");
  EXPECT_EQ(read("decimal_point = \"any\"", "1,234,567"), usd + "1234567");
  EXPECT_EQ(read("significant_digits = 15", "0.32940399999999997"), usd + "0.329404");
  EXPECT_EQ(read("units_power = { value = \"2\" }", "5"), usd + "0.05");
  EXPECT_EQ(read("no_rate = [\"\", \"0\"]", "0.00"), "2026-01-02 CHF/EUR 1");
  Fails(Rows("base = \"c\"\nrate = \"r\"\ndecimal_point = \",\"",
             R"([{"c":"USD","r":"1.5"},{"c":"CHF","r":"1"}])"),
        "a point where \",\" separates decimals");
}

TEST(Fields, Dates) {
  const auto read = [](const std::string& pattern, const std::string& date) {
    return Read("\"json\"\nrows = \"*\"\ndate = \"d\"\ndate_format = " + pattern +
                    "\nbase = { value = \"USD\" }\nquote = { value = \"EUR\" }\nrate = \"r\"",
                R"([{"d":")" + date + R"(","r":1}])");
  };
  const std::string expected = "2026-04-14 USD/EUR 1\n";
  EXPECT_EQ(read("['%Y-%m-%d', '%d.%m.%Y']", "14.4.2026"), expected);
  EXPECT_EQ(read("'%Y-%m-%d%*'", "2026-04-14T00:00:00Z"), expected);
  EXPECT_EQ(read("'%B %d, %Y'",
                 "April\xC2\xA0"
                 "14, 2026"),
            expected);
  EXPECT_EQ(read("'excel'", "46126"), expected);
  EXPECT_EQ(read("'excel'", "46126.75"), expected);
  EXPECT_EQ(read("'epoch'", "1776124800"), expected);
  EXPECT_EQ(read("'epoch ms'", "1776211199999"), expected);
  Fails(read("'excel'", "x"), "not a date in the numeric format excel: \"x\"");
  Fails(read("'epoch'", "9999999999999"), "no such day");
}

TEST(Bodies, CharsetsAndDocumentsWithin) {
  const std::string keys =
      "\"xml\"\nrows = \"L/I\"\ndate = \"/L/@d\"\nbase = \"N\"\nquote = { value = \"RUB\" }\nrate = "
      "\"V\"\ncodes = { "
      "\"\xD0\x95\xD0\xB2\xD1\x80\xD0\xBE\" = \"EUR\" }\n";
  const std::string euro = "<L d='2026-01-02'><I><N>\xC5\xE2\xF0\xEE</N><V>90</V></I></L>";
  const std::string expected = "2026-01-02 EUR/RUB 90\n";
  EXPECT_EQ(Read(keys, "<?xml version='1.0' encoding='windows-1251'?>" + euro), expected);
  EXPECT_EQ(Read(keys + "charset = \"windows-1251\"", euro), expected);
  Fails(Read(keys, euro), "the response body is not UTF-8");
  Fails(Read(keys + "charset = \"windoze\"", euro), "unknown charset");
  const auto wrapped = keys + "unwrap = \"E/R\"";
  EXPECT_EQ(Read(wrapped,
                 "<s:E xmlns:s='x'><R>&lt;L "
                 "d='2026-01-02'&gt;&lt;I&gt;&lt;N&gt;EUR&lt;/N&gt;&lt;V&gt;90&lt;/V&gt;&lt;/I&gt;&lt;/"
                 "L&gt;</R></s:E>"),
            expected);
  Fails(Read(wrapped, "<E><Fault>no</Fault></E>"), "no text found at E/R");
}

TEST(Bodies, CsvKin) {
  const std::string keys =
      "\"csv\"\nseparator = \"|\"\nheader = [\"code\"]\nrows = \"*\"\ndate = { path = \"/.\", pattern = "
      "'^(\\S+)' }\nbase = "
      "\"Code\"\nquote = { value = \"CZK\" }\nrate = \"Rate\"";
  EXPECT_EQ(Read(keys, "2026-01-02 #3\nCode|Rate\nUSD|20|\n\nCHF|25\n"),
            "2026-01-02 USD/CZK 20\n2026-01-02 CHF/CZK 25\n");
  Fails(Read(keys, "2026-01-02 #3\nKod|Rate\nUSD|20\n"), "no row has the header cells code");
  Fails(Read(keys, "2026-01-02 #3\nCode|Kurs\nUSD|20\n"),
        "there is no column \"Rate\"; the columns are Code, Kurs");
  const std::string wide =
      "\"csv\"\nrows = \"*/{quote}\"\ndate = \"../Date\"\nbase = { value = \"EUR\" }\nrate = \".\"";
  Fails(Read(wide, "Date,USD,GBP,\n2026-01-02,1,17,0.8,\n"), "line 2 has 5 cells, but the header has 4");
  Fails(Read(wide, "Date,USD,GBP,\n2026-01-02,1,17,,\n"), "line 2 has 5 cells, but the header has 4");
  const std::string places =
      "\"csv\"\nheader = \"none\"\nrows = \"*\"\ndate = \"#1\"\nbase = \"#2\"\nquote = { value = \"CZK\" "
      "}\nrate = \"#3\"\ncarry = "
      "\"date\"";
  EXPECT_EQ(Read(places, "2026-01-02,USD,20\n,CHF,25\n"), "2026-01-02 USD/CZK 20\n2026-01-02 CHF/CZK 25\n");
}

TEST(Bodies, Html) {
  const std::string keys =
      "\"html\"\nheader = [\"Devise\"]\nrows = \"*\"\ndate = { path = \"/.\", pattern = 'le (\\S+)' }\nbase "
      "= \"Devise\"\nquote = { value "
      "= \"XOF\" }\nrate = \"#2\"\n";
  const std::string table =
      "<TABLE id=r class='a b'><tr><th>Devise<th>CFA<tr><td>&nbsp;Euro "
      "</td><td>655<b>.957</b><tr><td>USD<td>600</table>";
  const std::string expected = "2026-01-02 EUR/XOF 655.957\n2026-01-02 USD/XOF 600\n";
  EXPECT_EQ(Read(keys, "<p>le 2026-01-02<table><tr><td>menu</table>" + table), expected);
  EXPECT_EQ(Read(keys + "table = \"#r\"", "<p>le 2026-01-02" + table), expected);
  EXPECT_EQ(Read(keys + "table = \".b\"", "<p>le 2026-01-02" + table), expected);
  EXPECT_EQ(Read(keys + "table = \"1\"", "<p>le 2026-01-02" + table), expected);
  Fails(Read(keys + "table = \"2\"", "<p>le 2026-01-02" + table), "the page has no table \"2\"; it has 1");
  Fails(Read(keys, "<p>down for maintenance"), "the page has no table");
  const std::string tree =
      "\"html\"\nrows = \"html/body/div\"\ndate = { value = \"2026-01-02\" }\nbase = \"@id\"\nquote = { "
      "value = \"EUR\" }\nrate = \"span\"";
  EXPECT_EQ(Read(tree, "<div id=usd>US <span>0.9</span></div>"), "2026-01-02 USD/EUR 0.9\n");
}

TEST(Bodies, Cubes) {
  const std::string stat =
      "\"json-stat\"\ndate = \"t\"\nbase = \"c\"\nquote = { value = \"EUR\" }\nrate = \"value\"";
  const auto dataset = [](const std::string& value) {
    return R"({"id":["c","t"],"size":[2,2],"dimension":{"c":{"category":{"index":{"USD":0,"CHF":1}}},"t":{"category":{"index":["2026-01-02","2026-01-05"]}}},"value":)" +
           value + "}";
  };
  EXPECT_EQ(Read(stat, dataset("[1,2,null,4]")),
            "2026-01-02 USD/EUR 1\n2026-01-05 USD/EUR 2\n2026-01-05 CHF/EUR 4\nwithout rate 1\n");
  EXPECT_EQ(Read(stat, dataset(R"({"3":4})")), "2026-01-05 CHF/EUR 4\n");
  Fails(Read(stat, dataset("[1,2]")), "2 values, but its dimensions need 4");
  Fails(Read(stat, dataset(R"({"4":1})")), "a value without a position: 4");
  Fails(Read(stat, "{}"), "it has no dimensions");
  const std::string sdmx =
      "\"sdmx-json\"\ndate = \"T\"\nbase = \"C\"\nquote = { value = \"EUR\" }\nunits_power = \"MULT\"\nrate "
      "= \"value\"";
  const auto message = [](const std::string& key) {
    return R"({"data":{"dataSets":[{"series":{")" + key +
           R"(":{"attributes":[0],"observations":{"0":["12.5"]}}}}],"structures":[{"dimensions":
      {"series":[{"id":"C","values":[{"id":"USD"}]}],"observation":[{"id":"T","values":[{"id":"2026-01-02"}]}]},
      "attributes":{"series":[{"id":"MULT","values":[{"id":"2"}]}]}}]}})";
  };
  EXPECT_EQ(Read(sdmx, message("0")), "2026-01-02 USD/EUR 0.125\n");
  Fails(Read(sdmx, message("1")), "an observation has the value 1 of C, which has 1");
  Fails(Read(sdmx, message("0:0")), "\"0:0\" is not a key of 1 dimensions");
}

TEST(Bodies, Text) {
  const std::string keys =
      "\"text\"\nline = '^(\\w{3}) +([\\d.]+)$'\ndate = { path = \"/.\", pattern = 'Date: (\\S+)' }\nbase = "
      "\"#1\"\nquote = { value = "
      "\"LKR\" }\nrate = \"#2\"";
  EXPECT_EQ(Read(keys, "Rates\nDate: 2026-01-02\nUSD   300.5\nnote 1\nCHF 340\n"),
            "2026-01-02 USD/LKR 300.5\n2026-01-02 CHF/LKR 340\n");
  Fails(Read(keys, "nothing here"), "no rows found");
  Fails(Read("\"text\"\nline = '('", ""), "not a regular expression: \"(\"");
}

}  // namespace
}  // namespace fxlake::sources
