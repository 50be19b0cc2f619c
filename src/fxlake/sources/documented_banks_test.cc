// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "fxlake/sources/read.h"

// Sources that were written from their banks' documentation, each on an answer in the form that is documented there; the figures are made
// up.
namespace fxlake::sources {
namespace {

struct Case {
  const char* name;
  const char* body;
  const char* expected;  // sorted
};

constexpr Case kCases[] = {
    {"nbp", R"([{"table":"A","no":"1/A","effectiveDate":"2026-04-14","rates":[{"currency":"dolar","code":"USD","mid":3.9}]}])",
     "2026-04-14 USD/PLN 3.9\n"},
    {"nbu",
     R"([{"r030":840,"txt":"x","rate":41.5,"cc":"USD","exchangedate":"14.04.2026"},{"cc":"XAU","rate":1,"exchangedate":"14.04.2026"}])",
     "2026-04-14 USD/UAH 41.5\n"},
    {"boc", R"({"terms":{},"observations":[{"d":"2026-04-14","FXUSDCAD":{"v":"1.38"},"FXJPYCAD":{"v":"0.009"}}]})",
     "2026-04-14 JPY/CAD 0.009\n2026-04-14 USD/CAD 1.38\n"},
    {"rba", "F11.1 EXCHANGE RATES,,\nTitle,A$1=USD,TWI\nUnits,USD,Index\nSource,WM,RBA\nSeries ID,FXRUSD,FXRTWI\n14-Apr-2026,0.71,62.1\n",
     "2026-04-14 AUD/USD 0.71\n"},
    {"boe", "DATE,XUDLUSS,XUDLERS\n14 Apr 2026,1.31,1.15\n", "2026-04-14 GBP/EUR 1.15\n2026-04-14 GBP/USD 1.31\n"},
    {"bnr",
     R"(<DataSet xmlns="x"><Header/><Body><Cube date="2026-04-14"><Rate currency="EUR">5.09</Rate><Rate currency="JPY" multiplier="100">3.1</Rate><Rate currency="XAU">400</Rate></Cube></Body></DataSet>)",
     "2026-04-14 EUR/RON 5.09\n2026-04-14 JPY/RON 0.031\n"},
    {"tcmb",
     R"(<Tarih_Date Tarih="14.04.2026" Date="04/14/2026"><Currency Kod="JPY"><Unit>100</Unit><ForexBuying>27.1</ForexBuying><ForexSelling>27.3</ForexSelling></Currency><Currency Kod="XDR"><Unit>1</Unit><ForexBuying>55</ForexBuying><ForexSelling/></Currency></Tarih_Date>)",
     "2026-04-14 JPY/TRY 0.272\n"},
    {"bcb",
     R"({"value":[{"cotacaoCompra":5.1,"cotacaoVenda":5.2,"dataHoraCotacao":"2026-04-14 13:03:00.0","tipoBoletim":"Fechamento"},{"cotacaoCompra":9,"cotacaoVenda":9,"dataHoraCotacao":"2026-04-14 10:00:00.0","tipoBoletim":"Abertura"}]})",
     "2026-04-14 USD/BRL 5.15\n"},
    {"banxico",
     R"({"bmx":{"series":[{"idSerie":"SF43718","titulo":"x","datos":[{"fecha":"14/04/2026","dato":"1,017.2"},{"fecha":"15/04/2026","dato":"N/E"}]}]}})",
     "2026-04-14 USD/MXN 1017.2\n"},
    {"hnb", R"([{"broj_tecajnice":"72","datum_primjene":"2026-04-14","valuta":"USD","srednji_tecaj":"1,0912"}])",
     "2026-04-14 EUR/USD 1.0912\n"},
    {"nbrb", R"([{"Cur_ID":508,"Date":"2026-04-14T00:00:00","Cur_Abbreviation":"JPY","Cur_Scale":100,"Cur_OfficialRate":2.01}])",
     "2026-04-14 JPY/BYN 0.0201\n"},
    {"nbg", R"([{"date":"2026-04-14T00:00:00.000Z","currencies":[{"code":"USD","quantity":1,"rate":2.7}]}])", "2026-04-14 USD/GEL 2.7\n"},
    {"nbm",
     R"(<ValCurs Date="14.04.2026"><Valute ID="1"><CharCode>JPY</CharCode><Nominal>100</Nominal><Value>11.5</Value></Valute></ValCurs>)",
     "2026-04-14 JPY/MDL 0.115\n"},
    {"nbrm", R"([{"datum":"2026-04-14T00:00:00","oznaka":"JPY","nomin":100.0,"sreden":33.5}])", "2026-04-14 JPY/MKD 0.335\n"},
    {"lb",
     R"(<FxRates xmlns="x"><FxRate><Tp>LT</Tp><Dt>2026-04-14</Dt><CcyAmt><Ccy>EUR</Ccy><Amt>1</Amt></CcyAmt><CcyAmt><Ccy>USD</Ccy><Amt>1.18</Amt></CcyAmt></FxRate></FxRates>)",
     "2026-04-14 EUR/USD 1.18\n"},
    {"cnb", "Date|1 AUD|100 HUF\n14 Apr 2026|14.1|6.2\nDate|1 AUD|100 JPY\n15 Apr 2026|14.2|13.1\n",
     "2026-04-14 AUD/CZK 14.1\n2026-04-14 HUF/CZK 0.062\n2026-04-15 AUD/CZK 14.2\n2026-04-15 JPY/CZK 0.131\n"},
    {"bcrp", R"({"config":{},"periods":[{"name":"14.Apr.26","values":["3.70","3.71"]},{"name":"15.Apr.26","values":["n.d.","n.d."]}]})",
     "2026-04-14 USD/PEN 3.705\n"},
    {"bcra",
     R"({"status":200,"results":{"fecha":"2026-04-14","detalle":[{"codigoMoneda":"USD","tipoCotizacion":1085.5},{"codigoMoneda":"ARS","tipoCotizacion":1.0},{"codigoMoneda":"ESP","tipoCotizacion":0.0}]}})",
     "2026-04-14 USD/ARS 1085.5\n"},
    {"cbbh", R"({"CurrencyExchangeItems":[{"AlphaCode":"JPY","Units":"100","Middle":"1.05"}],"Date":"2026-04-14T00:00:00"})",
     "2026-04-14 JPY/BAM 0.0105\n"},
    {"nbk",
     "<rates><generator>x</generator><date>14.04.2026</date><item><fullname>x</fullname><title>KRW</title><description>35.1</"
     "description><quant>100</quant></item></rates>",
     "2026-04-14 KRW/KZT 0.351\n"},
    {"cbar",
     R"(<ValCurs Date="14.04.2026"><ValType Type="Metals"><Valute Code="XAU"><Nominal>1 t.u.</Nominal><Value>1</Value></Valute></ValType><ValType Type="Foreign"><Valute Code="JPY"><Nominal>100</Nominal><Value>1.1</Value></Valute></ValType></ValCurs>)",
     "2026-04-14 JPY/AZN 0.011\n"},
    {"bok", R"({"StatisticSearch":{"list_total_count":1,"row":[{"ITEM_CODE1":"0000002","TIME":"20260414","DATA_VALUE":"950.1"}]}})",
     "2026-04-14 JPY/KRW 9.501\n"},
    {"bnm",
     R"({"data":[{"currency_code":"USD","unit":1,"rate":{"date":"2026-04-14","buying_rate":4.2,"selling_rate":4.3,"middle_rate":4.2964000000000002}},{"currency_code":"JPY","unit":100,"rate":{"date":"2026-04-14","buying_rate":2.8,"selling_rate":2.9,"middle_rate":null}}]})",
     "2026-04-14 JPY/MYR 0.0285\n2026-04-14 USD/MYR 4.2964\n"},
};

std::string Read(const std::string& name, const std::string& body) {
  std::ifstream stream(std::filesystem::path(FXLAKE_ROOT) / "sources" / (name + ".toml"), std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
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
  for (const auto& refusal : outcome->refused) lines.push_back("refused: " + refusal.reason + "\n");
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
