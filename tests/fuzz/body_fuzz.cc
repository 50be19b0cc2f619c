// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "fxlake/sources/body/read.h"
#include "fxlake/sources/test_bank.h"

namespace {

// A reader for each format and packaging. seeds.py numbers its files in this order.
std::vector<fxlake::sources::ReadSpec> Readers() {
  const std::string cells = "\ndate = \"#1\"\nbase = \"#2\"\nquote = { value = \"EUR\" }\nrate = \"#3\"";
  const std::string cube =
      "\ndate = \"T\"\nbase = \"C\"\nquote = { value = \"EUR\" }\nunits_power = \"M\"\nrate = \"value\"";
  const std::string elements =
      "\nrows = \"**/Cube[@time]/Cube\"\ndate = \"../@time\"\nbase = \"@currency\"\nquote = { value = "
      "\"EUR\" }\nrate = \"@rate\"";
  const std::string keys[] = {
      R"("json"
        rows = "rates/{date}/{base}"
        date = { capture = "date" }
        base = { capture = "base" }
        quote = { value = "EUR" }
        rate = ".")",
      R"("json"
        rows = "**[rate]"
        date = { any = ["date", "Date"] }
        date_format = ["%Y-%m-%d", "%d.%m.%Y", "epoch ms"]
        base = { any = ["code", "@id"], pattern = '(\w{3})' }
        quote = { value = "EUR" }
        decimal_point = "any"
        rate = { any = ["rate", { mean = ["buy", "sell"] }] })",
      "\"csv\"" + cells,
      "\"csv\"\nseparator = \";\"\ndecimal_point = \",\"\nthousands = \". \"\nragged = true\ncarry = "
      "\"date\"" +
          cells,
      R"("csv"
        rows = "*/{quote}"
        date = "../Date"
        base = { value = "EUR" }
        no_rate = "N/A"
        rate = ".")",
      R"("csv"
        unzip = "*.csv"
        rows = "*/{quote}"
        date = "../Date"
        base = { value = "EUR" }
        rate = ".")",
      "\"xml\"" + elements,
      "\"xml\"\nunwrap = \"Envelope/Body\"" + elements,
      "\"html\"\ndate_format = \"%d %B %Y\"\nheader_rows = 2" + cells,
      R"("html"
        rows = "html/body/table/tbody/tr"
        date = { value = "2026-04-14" }
        base = "td[1]"
        quote = { value = "EUR" }
        rate = "td[2]")",
      "\"xlsx\"\ndate_format = \"excel\"\nfold = 3" + cells,
      "\"xls\"\ndate_format = \"excel\"\ntranspose = true" + cells,
      "\"sdmx-json\"" + cube,
      "\"json-stat\"" + cube,
      "\"text\"\nheader = \"none\"" + cells,
      "\"text\"\nline = '^(\\S+) +(\\w+) +([\\d.]+)'" + cells,
  };
  std::vector<fxlake::sources::ReadSpec> readers;
  for (const auto& text : keys) {
    const auto spec = fxlake::sources::TestBank("format = " + text);
    if (!spec) {
      std::fprintf(stderr, "%s\n%s\n", text.c_str(), spec.error().message().c_str());
      std::abort();
    }
    readers.push_back(spec->readers.front());
  }
  return readers;
}

}  // namespace

// The first byte selects a reader; reading the rest yields an error, or an outcome that accounts for every
// row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kReaders = Readers();
  if (size == 0) return 0;
  const std::string body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto outcome = fxlake::sources::ReadBody(kReaders[data[0] % kReaders.size()], body, {});
  if (!outcome) return 0;
  if (outcome->observations.size() + outcome->rejected_count + outcome->no_rate + outcome->skipped !=
      outcome->rows)
    std::abort();
  return 0;
}
