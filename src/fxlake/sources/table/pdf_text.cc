// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/table/pdf_text.h"

#include "fxlake/env/program.h"
#include "fxlake/sources/language/reading_budget.h"

namespace fxlake::sources {

Result<std::string> PdfText(const std::string& pdf) {
  if (!pdf.starts_with("%PDF-")) return InvalidInput("it does not begin like a PDF");
  constexpr std::uint64_t kOfTheProgram = std::uint64_t{256} << 20;  // the program and its libraries
  return env::RunProgram({.arguments = {"pdftotext", "-layout", "-enc", "UTF-8", "-q", "-", "-"},
                          .input = pdf,
                          .max_memory = kOfTheProgram + ReadingBudget(pdf.size())})
      .In("reading the text of the PDF (pdftotext is in Debian's package poppler-utils)");
}

}  // namespace fxlake::sources
