// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/env/curl_library.h"

// libcurl as linked into this program, with the system's certificate authorities. Without authorities, http
// works and https fails with denied.
fxlake::Result<fxlake::env::CurlLibrary> LinkedCurl();
