// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// The text of a PDF, with columns separated by spaces, as laid out by poppler's program pdftotext.
// unavailable when the program is not installed, invalid_input when it cannot read the file.
Result<std::string> PdfText(const std::string& pdf);

}  // namespace fxlake::sources
