// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/json.h"

namespace fxlake::cli {

// The document of pipeline::MakeEvidence as plain text, and as a self-contained, printable HTML page.
std::string EvidenceToText(const Json& evidence);
std::string EvidenceToHtml(const Json& evidence);

}  // namespace fxlake::cli
