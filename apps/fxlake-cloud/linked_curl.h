// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/env/curl_library.h"

// The libcurl that is part of this program, with the machine's certificate authorities. Where there are none,
// http works and https is denied.
fxlake::Result<fxlake::env::CurlLibrary> LinkedCurl();
