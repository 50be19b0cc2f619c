// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/body/read.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "fxlake/rates/currency.h"
#include "fxlake/sources/test_bank.h"

namespace fxlake::sources {
namespace {

// The rates read, as `date base/quote rate`, and the counts that are not zero; or the error.
std::string Read(const std::string& reader, const std::string& body,
                 const std::map<std::string, std::string>& variables = {}) {
  const auto spec = TestBank(reader);
  if (!spec) return "no spec: " + spec.error().message();
  const auto outcome = ReadBody(spec->readers.front(), body, variables);
  if (!outcome) return "error: " + outcome.error().message();
  std::string text;
  for (std::size_t i = 0; i < outcome->observations.size(); ++i) {
    const auto row = outcome->observations.At(i);
    text += fmt::format("{} {} {}\n", row.date.ToString(), row.pair.ToString(), row.rate.ToString());
  }
  for (const auto& rejection : outcome->rejected)
    text += fmt::format("refused row {}: {}: {}\n", rejection.row, rejection.cells, rejection.reason);
  if (outcome->no_rate > 0) text += fmt::format("without rate {}\n", outcome->no_rate);
  if (outcome->skipped > 0) text += fmt::format("ignored {}\n", outcome->skipped);
  if (outcome->rounded > 0) text += fmt::format("rounded {}\n", outcome->rounded);
  return text;
}

constexpr auto kJson = R"(
  format = "json"
  rows = "rates/{date}/{quote}"
  base = "/base"
  units = "/amount"
  rate = ".")";
constexpr auto kRows = R"(
  format = "json"
  rows = "data/*/rates/*"
  date = "../../day"
  date_format = "%d.%m.%Y"
  base = "currency/code"
  quote = { value = "EUR" }
  rate = "mid"
  decimal_point = ","
  thousands = ". "
  codes = { SDR = "XDR" }
  ignore_codes = "TWI"
  skip = [{ path = "kind", is = "cash" }])";
constexpr auto kCsv = R"(
  format = "csv"
  rows = "*/{quote}"
  date = "../Date"
  base = { value = "EUR" }
  rate = ".")";
constexpr auto kXml = R"(
  format = "xml"
  rows = "Envelope/Cube/Cube/Cube"
  date = "../@time"
  base = { value = "EUR" }
  quote = "@currency"
  rate = "@rate")";

TEST(Read, Json) {
  EXPECT_EQ(
      Read(
          kJson,
          R"({"amount":1.0,"base":"EUR","rates":{"2024-01-02":{"USD":1.0956,"IDR":3.8e+04},"2024-01-03":{"USD":1.0919}}})"),
      "2024-01-02 EUR/USD 1.0956\n2024-01-02 EUR/IDR 38000\n2024-01-03 EUR/USD 1.0919\n");
  EXPECT_EQ(Read(kJson, R"({"rates":{"2024-01-02":{"USD":109.56}},"base":"EUR","amount":100})"),
            "2024-01-02 EUR/USD 1.0956\n");
  EXPECT_EQ(Read(kJson, R"({"amount":3,"base":"EUR","rates":{"2024-01-02":{"USD":1}}})"),
            "2024-01-02 EUR/USD 0.3333333333\nrounded 1\n");
  EXPECT_EQ(
      Read(
          kRows,
          R"({"data":[{"rates":[{"currency":{"code":"SDR"},"mid":"1.234,5","kind":"x"},{"currency":{"code":"TWI"},"mid":"5"},
              {"currency":{"code":"USD"},"mid":"2","kind":"cash"},{"currency":{"code":"GBP"},"mid":null}],"day":"2.1.2024"}]})"),
      "2024-01-02 XDR/EUR 1234.5\nwithout rate 1\nignored 2\n");
}

TEST(Read, JsonRejectsRows) {
  const auto row = [](const std::string& key, const std::string& value) {
    const auto text = Read(kJson, R"({"amount":1,"base":"EUR","rates":{"2024-01-02":{"USD":1.5,"GBP":0.8,)" +
                                      key + ":" + value + "}}}");
    return text.substr(text.find("refused"));
  };
  EXPECT_EQ(row(R"("CHF")", "0"),
            "refused row 3: date=2024-01-02 base=EUR quote=CHF rate=0 units=1: the rate is zero: \"0\"\n");
  EXPECT_NE(row(R"("CHF")", "-1.1").find("the rate is negative"), std::string::npos);
  EXPECT_NE(row(R"("CHF")", "NaN").find("not a decimal number: \"NaN\""), std::string::npos);
  EXPECT_NE(row(R"("CHF")", "1e400").find("does not fit"), std::string::npos);
  EXPECT_NE(row(R"("CHF")", R"({"rate":1})").find("not a decimal number: \"{\""), std::string::npos);
  EXPECT_NE(row(R"("CHFX")", "1").find("\"CHFX\" is not a known currency"), std::string::npos);
  EXPECT_NE(row(R"("QQQ")", "1").find("\"QQQ\" is not a known currency"), std::string::npos);
  EXPECT_NE(
      Read(kJson, R"({"amount":1,"base":"EUR","rates":{"2024-02-30":{"USD":1},"2024-02-29":{"USD":1}}})")
          .find("no such day: 2024-02-30"),
      std::string::npos);
}

// The rates do not depend on the shape of the body.
TEST(Read, JsonOfAnyShape) {
  constexpr auto kExpected =
      "2024-01-02 EUR/USD 1.0956\n2024-01-02 EUR/GBP 0.86645\n2024-01-03 EUR/USD 1.0919\n2024-01-03 EUR/GBP "
      "0.86\n";
  const auto shaped = [](const std::string& first, const std::string& second) {
    return Read(kJson, R"({"amount":1,"base":"EUR","rates":{"2024-01-02":)" + first + R"(,"2024-01-03":)" +
                           second + "}}");
  };
  constexpr auto kPlain = R"({"USD":1.0919,"GBP":0.86})";
  EXPECT_EQ(shaped(R"({"USD":1.0956,"GBP":0.86645})", kPlain), kExpected);
  EXPECT_EQ(shaped("{ \"USD\" : 1.0956 ,\n\t\"GBP\": 0.86645\r\n}", "\n{\"USD\":1.0919, \"GBP\":0.86 }"),
            kExpected);
  // texts, and in the midst of numbers
  EXPECT_EQ(shaped(R"({"USD":"1.0956","GBP":0.86645})", R"({"USD":1.0919,"GBP":"0.86"})"), kExpected);
  EXPECT_EQ(shaped(R"({"USD":1.0956,"\u0047BP":0.86645})", kPlain), kExpected);
  EXPECT_EQ(shaped(R"({"USD":10956e-4,"GBP":8.6645E-1})", kPlain), kExpected);
  EXPECT_EQ(shaped(R"({"USD":1.0956,"GBP":0.86645})", R"({"USD":1.09190000000000000,"GBP":0.860})"),
            kExpected);
  EXPECT_EQ(Read(kJson, R"({"amount":1,"base":"EUR","rates":{"2024-01-02":{},"2024-01-03":{"USD":1.0919}}})"),
            "2024-01-03 EUR/USD 1.0919\n");
  EXPECT_NE(shaped(R"({"USD":1.0956 "GBP":0.86645})", kPlain).find("not a complete JSON document"),
            std::string::npos);
}

// A source with more labels than the cache holds, repeatedly: each is distinguished.
TEST(Read, ManyLabels) {
  std::string header = "Date", first = "2024-01-02", second = "2024-01-03";
  std::size_t count = 0;
  for (const auto& currency : rates::AllCurrencies()) {
    if (currency.code == rates::CurrencyCode::Of("EUR")) continue;
    header += "," + currency.code.ToString();
    first += fmt::format(",{}.5", ++count);
    second += fmt::format(",{}.25", count);
  }
  const auto text = Read(kCsv, header + "\n" + first + "\n" + second + "\n");
  EXPECT_EQ(std::ranges::count(text, '\n'), static_cast<std::ptrdiff_t>(2 * count));
  count = 0;
  for (const auto& currency : rates::AllCurrencies()) {
    if (currency.code == rates::CurrencyCode::Of("EUR")) continue;
    const auto code = currency.code.ToString();
    EXPECT_NE(text.find(fmt::format("2024-01-02 EUR/{} {}.5\n", code, ++count)), std::string::npos);
    EXPECT_NE(text.find(fmt::format("2024-01-03 EUR/{} {}.25\n", code, count)), std::string::npos);
  }
}

TEST(Read, JsonRejectsBodies) {
  const auto fails = [](const std::string& body, const std::string& reason) {
    const auto text = Read(kJson, body);
    EXPECT_TRUE(text.starts_with("error: expected json: ")) << text;
    EXPECT_NE(text.find(reason), std::string::npos) << text;
  };
  fails("<html><body>down for maintenance</body></html>", "the response body begins with \"<html>");
  fails(R"({"amount":1,"base":"EUR","rates":{"2024-01-02":{"USD":1.5,"GBP":0)",
        "not a complete JSON document");
  fails(R"({"amount":1,"base":"EUR","rates":{"2024-01-02":{"USD":1.5}}}garbage{})", "more text follows");
  fails("", "the response body is empty");
  fails(std::string(1000, ' '), "the response body is empty");
  fails("{\"base\":\"\xff\xfe\"}", "not UTF-8");
  fails(R"({"amount":1,"base":"EUR"})", "there is no \"rates\"");
  fails(R"({"amount":1,"base":"EUR","rates":[1]})", "found an array");
  fails(R"({"amount":1,"base":"EUR","rates":{"2024-01-02":1.5}})", "found a single value");
  fails(R"({"amount":1,"base":"EUR","rates":{}})", "no rows found");
  fails(R"({"amount":1,"base":"EUR","rates":{"2024-01-02":{"USD":"x"}}})", "1 of 1 row rejected");
}

TEST(Read, Csv) {
  EXPECT_EQ(Read(kCsv, "Date,USD,CYP,\n2024-01-02,1.0956,N/A,\n2024-01-03,1.0919,0.5,\n"),
            "2024-01-02 EUR/USD 1.0956\n2024-01-03 EUR/USD 1.0919\n2024-01-03 EUR/CYP 0.5\nwithout rate 1\n");
  EXPECT_EQ(Read(kCsv, "\xEF\xBB\xBF\"Date\",\"USD\"\r\n\"2024-01-02\",\"1.0956\"\r\n"),
            "2024-01-02 EUR/USD 1.0956\n");
  EXPECT_NE(Read(kCsv, "Day,USD\n2024-01-02,1.0956\n")
                .find("there is no column \"Date\"; the columns are Day, USD"),
            std::string::npos);
  EXPECT_NE(Read(kCsv, "Date,USD,GBP\n2024-01-02,1.0956,0.8\n2024-01-03,1.0")
                .find("line 3 has 2 cells, but the header has 3"),
            std::string::npos);
  EXPECT_NE(Read(kCsv, "Date,USD\n\"2024-01-02,1.0956\n")
                .find("a quoted cell of the record in line 2 does not end"),
            std::string::npos);
}

TEST(Read, AColumnThatIsThereTwiceIsNotGuessed) {
  constexpr auto kTwice = R"(
  format = "csv"
  rows = "*"
  date = "Date"
  base = { value = "EUR" }
  quote = "Code"
  rate = "RATE_OF")";
  const auto read = [&](const char* column, const char* header) {
    std::string reader = kTwice;
    return Read(reader.replace(reader.find("RATE_OF"), 7, column),
                std::string(header) + "\n2024-01-02,USD,1.1,1.2\n");
  };
  EXPECT_NE(read("Rate", "Date,Code,Rate,Rate")
                .find("two columns are named \"Rate\": select one by its position, #3 or #4"),
            std::string::npos);
  EXPECT_NE(read("rate", "Date,Code,Rate , RATE").find("#3 or #4"), std::string::npos);
  EXPECT_EQ(read("#4", "Date,Code,Rate,Rate"), "2024-01-02 EUR/USD 1.2\n");
  EXPECT_EQ(read("Rate", "Date,Code,Rate,Rates"), "2024-01-02 EUR/USD 1.1\n");
}

// Where the rejected rows of a text stand, and why.
std::string Rejected(const std::string& reader, const std::string& body) {
  const auto spec = TestBank(reader);
  if (!spec) return "no spec: " + spec.error().message();
  const auto outcome = ReadBody(spec->readers.front(), body, {});
  if (!outcome) return "error: " + outcome.error().message();
  std::string text;
  for (const auto& rejection : outcome->rejected)
    text += fmt::format("{}: {}\n", rejection.where, rejection.reason);
  return text;
}

TEST(Read, PlacesInTextsAreLinesAndColumns) {
  EXPECT_EQ(Rejected(kCsv, "Date,USD,US dollar, new\n2024-01-02,1.1,1.2,1.3\n\n2024-01-03,1.1,x,1.3\n"),
            "line 2, column new: \"new\" is not a known currency: map it in `codes`, or skip it with "
            "`ignore_codes`\n"
            "line 4, column US dollar: not a decimal number: \"x\"\n"
            "line 4, column new: \"new\" is not a known currency: map it in `codes`, or skip it with "
            "`ignore_codes`\n");
  EXPECT_EQ(
      Rejected(kCsv, "Date,USD,GBP\n\"2024\n-01-02\",1.1,0.8\n2024-01-03,1.1,0.8\n2024-01-04,1.l,0.8\n"),
      "line 2, column Date: not a date in the format %Y-%m-%d: \"2024\n-01-02\"\n"
      "line 2, column Date: not a date in the format %Y-%m-%d: \"2024\n-01-02\"\n"
      "line 5, column USD: not a decimal number: \"1.l\"\n");
  constexpr auto kPlaces = R"(
  format = "csv"
  rows = "*"
  header = "none"
  separator = ";"
  date = "#1"
  base = { value = "EUR" }
  quote = "#2"
  rate = "#3")";
  EXPECT_EQ(
      Rejected(kPlaces, "2024-01-02;USD;1.1\n2024-01-02;GBP;0,8\n2024-01-32;CHF;0.9\n2024-01-03;CHF;0.9\n"),
      "line 2, column #3: not a decimal number: \"0,8\"\nline 3, column #1: no such day: 2024-01-32\n");
  constexpr auto kText = R"(
  format = "text"
  line = '(?m)^([A-Z]{3}) +([0-9.x]+)$'
  rows = "*"
  date = { value = "2024-01-02" }
  base = { value = "EUR" }
  quote = "#1"
  rate = "#2")";
  EXPECT_EQ(Rejected(kText, "Rates\nUSD 1.1\n\nGBP 0.8\nand then\nCHF 0.x9\n"),
            "line 6, column #2: not a decimal number: \"0.x9\"\n");
}

TEST(Read, Xml) {
  constexpr auto kBody =
      R"(<?xml version="1.0" encoding="UTF-8"?><g:Envelope xmlns:g="x"><g:subject>s</g:subject><Cube>
    <Cube time='2025-05-09'><Cube currency='USD' rate='1.1252'/><Cube currency='JPY' rate='163.36'/></Cube>
    <Cube time='2025-05-08'><Cube currency='USD' rate='1.1297'/></Cube></Cube></g:Envelope>)";
  EXPECT_EQ(Read(kXml, kBody),
            "2025-05-09 EUR/USD 1.1252\n2025-05-09 EUR/JPY 163.36\n2025-05-08 EUR/USD 1.1297\n");
  EXPECT_NE(Read(kXml, "<Envelope><Cube>").find("not a complete XML document"), std::string::npos);
  EXPECT_NE(
      Read(kXml, "<html><body/></html>").find("root of the document is <html>, but <Envelope> is expected"),
      std::string::npos);
  EXPECT_NE(Read(kXml, "<Envelope><Sender/></Envelope>").find("no rows found"), std::string::npos);
}

TEST(Read, Variables) {
  constexpr auto kReader = R"(
    format = "json"
    rows = "*"
    date = { variable = "date" }
    base = "code"
    quote = { value = "EUR" }
    rate = "rate")";
  EXPECT_EQ(Read(kReader, R"([{"code":"USD","rate":"0.9"}])", {{"date", "2024-01-02"}}),
            "2024-01-02 USD/EUR 0.9\n");
  EXPECT_NE(Read(kReader, R"([{"code":"USD","rate":"0.9"}])").find("the request has no variable \"date\""),
            std::string::npos);
}

}  // namespace
}  // namespace fxlake::sources
