// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// The text of a PDF, columns apart by blanks, as poppler's program pdftotext lays it out. unavailable when
// the program is not installed, invalid_input when it cannot read the file.
Result<std::string> PdfText(const std::string& pdf);

}  // namespace fxlake::sources
