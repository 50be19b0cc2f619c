// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/pdf_text.h"

#include "fxlake/env/program.h"

namespace fxlake::sources {

Result<std::string> PdfText(const std::string& pdf) {
  if (!pdf.starts_with("%PDF-")) return InvalidInput("it does not begin as a PDF does");
  return env::RunProgram({.arguments = {"pdftotext", "-layout", "-enc", "UTF-8", "-q", "-", "-"}, .input = pdf})
      .In("reading the text of the PDF (Debian's poppler-utils has pdftotext)");
}

}  // namespace fxlake::sources
