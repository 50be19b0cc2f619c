// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "fxlake/env/local_files.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/test_bank.h"
#include "fxlake/sources/workbook/xls_records.h"
#include "fxlake/sources/workbook/xls_workbook.h"

namespace fxlake::sources {
namespace {

std::string Bytes() { return env::ReadFile(FXLAKE_ROOT "/tests/data/workbooks/rates.xls").value_or(""); }

TEST(XlsWorkbook, HasWhatExcelWrote) {
  const auto bytes = Bytes();
  const auto workbook = XlsWorkbook::Open(bytes);
  ASSERT_TRUE(workbook) << workbook.error().message();
  EXPECT_EQ(workbook->SheetNames(), (std::vector<std::string>{"Daily rates", "Ноты"}));
  const auto rates = workbook->ReadSheet(0);
  ASSERT_TRUE(rates) << rates.error().message();
  EXPECT_EQ(rates->front(), std::vector<std::string>{"Exchange rates of the bank — naïve"});
  EXPECT_EQ((*rates)[2], (std::vector<std::string>{"46125", "13.25", "8.5"}));
  // Four hundred strings span several records, with two bytes per character.
  const auto labels = workbook->ReadSheet(1);
  ASSERT_TRUE(labels) << labels.error().message();
  ASSERT_EQ(labels->size(), 400U);
  EXPECT_EQ(labels->back(), std::vector<std::string>{"Label 399 with ж " + std::string(39, 'x')});
}

TEST(XlsWorkbook, IsReadAsASource) {
  const auto spec = TestBank(R"(format = "xlsx"
    table = "daily*"
    header = ["Date", "/^JPY/"]
    rows = "*/{column}"
    date = "../Date"
    date_format = "excel"
    base = { capture = "column", pattern = '^(\w{3})' }
    units = { any = [{ capture = "column", pattern = '\((\d+)\)' }, { value = "1" }] }
    quote = { value = "ZAR" }
    rate = ".")");
  ASSERT_TRUE(spec) << spec.error().message();
  const auto outcome = ReadBody(spec->readers.front(), Bytes(), {});
  ASSERT_TRUE(outcome) << outcome.error().message();
  std::string text;
  for (std::size_t i = 0; i < outcome->observations.size(); ++i) {
    const auto row = outcome->observations.At(i);
    text += row.date.ToString() + " " + row.pair.ToString() + " " + row.rate.ToString() + "\n";
  }
  EXPECT_TRUE(
      text.starts_with("2026-04-13 USD/ZAR 13.25\n2026-04-13 JPY/ZAR 0.085\n2026-04-14 USD/ZAR "
                       "0.1234567\n2026-04-14 JPY/ZAR 1\n"))
      << text;
}

TEST(XlsWorkbook, RejectsWhatIsBroken) {
  const auto bytes = Bytes();
  const auto check = [](const std::string& broken) {
    const auto workbook = XlsWorkbook::Open(broken);
    if (!workbook) return;
    for (std::size_t i = 0; i < workbook->SheetNames().size(); ++i) static_cast<void>(workbook->ReadSheet(i));
  };
  for (std::size_t size = 0; size < bytes.size(); size += 997) check(bytes.substr(0, size));
  for (std::size_t at = 0; at < 4096; ++at) {
    auto changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    check(changed);
  }
  EXPECT_FALSE(XlsWorkbook::Open("PK"));
}

TEST(XlsRecords, PackedNumbers) {
  EXPECT_EQ(PackedNumberText(static_cast<std::uint32_t>(12345) << 2 | 3U), "123.45");
  EXPECT_EQ(PackedNumberText(static_cast<std::uint32_t>(-12345) << 2 | 3U), "-123.45");
  EXPECT_EQ(PackedNumberText(static_cast<std::uint32_t>(100) << 2 | 2U), "100");
  EXPECT_EQ(PackedNumberText(0x3FF00000), "1");
  EXPECT_EQ(PackedNumberText(0x3FF00001), "0.01");
}

}  // namespace
}  // namespace fxlake::sources
