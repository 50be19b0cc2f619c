// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// The format of a body, recognized by its bytes.
struct FormatOfBody {
  BodyFormat format;
  std::string unzip;  // the member of a zip archive that contains it, or ""
};
FormatOfBody RecognizeFormat(const std::string& bytes);

}  // namespace fxlake::sources
