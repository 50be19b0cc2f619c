// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "fxlake/env/program.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/table/pdf_text.h"
#include "fxlake/sources/test_bank.h"

namespace fxlake::sources {
namespace {

// A page with a heading and a table of two rows.
const std::string kPdf = R"(%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 330>>stream
BT /F1 12 Tf 20 250 Td (Rates of 14 April 2026) Tj ET
BT /F1 12 Tf 20 220 Td (Currency) Tj ET
BT /F1 12 Tf 150 220 Td (Buy) Tj ET
BT /F1 12 Tf 250 220 Td (Sell) Tj ET
BT /F1 12 Tf 20 200 Td (US Dollar) Tj ET
BT /F1 12 Tf 150 200 Td (13.10) Tj ET
BT /F1 12 Tf 250 200 Td (13.30) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
)";

TEST(Pdf, IsReadAsATable) {
  const auto spec = TestBank(R"(format = "pdf"
    header = ["Currency", "Sell"]
    date = { path = "/.", pattern = 'Rates of (\d+ \w+ \d{4})' }
    date_format = "%d %B %Y"
    base = "Currency"
    quote = { value = "NAD" }
    rate = { mean = ["Buy", "Sell"] })");
  ASSERT_TRUE(spec) << spec.error().message();
  const auto outcome = ReadBody(spec->readers.front(), kPdf, {});
  // Where the program is not installed, the message names it.
  const auto version = env::RunProgram({.arguments = {"pdftotext", "-v"}});
  if (!version && version.error().kind() == ErrorKind::unavailable) {
    ASSERT_FALSE(outcome);
    EXPECT_TRUE(outcome.error().message().contains("poppler-utils")) << outcome.error().message();
    return;
  }
  ASSERT_TRUE(outcome) << outcome.error().message();
  ASSERT_EQ(outcome->observations.size(), 1U);
  const auto row = outcome->observations.At(0);
  EXPECT_EQ(row.date.ToString() + " " + row.pair.ToString() + " " + row.rate.ToString(),
            "2026-04-14 USD/NAD 13.2");
}

TEST(Pdf, RejectsWhatIsNone) {
  EXPECT_FALSE(PdfText("<html>"));
  EXPECT_FALSE(PdfText("%PDF-1.4 nothing"));
}

TEST(Program, IsFedAndRead) {
  const std::string large(300'000, 'x');
  const auto printed = env::RunProgram({.arguments = {"cat"}, .input = large});
  ASSERT_TRUE(printed) << printed.error().message();
  EXPECT_EQ(*printed, large);
  EXPECT_FALSE(env::RunProgram({.arguments = {"false"}}));
  EXPECT_EQ(env::RunProgram({.arguments = {"fxlake-no-such-program"}}).error().kind(),
            ErrorKind::unavailable);
  EXPECT_EQ(env::RunProgram({.arguments = {"cat"}, .input = large, .max_bytes = 10}).error().kind(),
            ErrorKind::invalid_input);
  EXPECT_EQ(
      env::RunProgram({.arguments = {"sleep", "30"}, .timeout = std::chrono::seconds(1)}).error().kind(),
      ErrorKind::unavailable);
}

}  // namespace
}  // namespace fxlake::sources
