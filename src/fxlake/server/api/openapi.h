// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake::server {

// The OpenAPI 3.1 document of the paths that begin with `prefix` ("" for all): /openapi.json,
// /v1/openapi.json, /v2/openapi.json.
std::string OpenApiDocument(std::string_view prefix, std::string_view version);
// API instructions for language models: /llms.txt.
std::string LlmsText();

}  // namespace fxlake::server
