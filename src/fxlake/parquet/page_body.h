// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/codec.h"
#include "fxlake/parquet/page_header.h"

namespace fxlake::parquet {

// The encoded values of a page: `stored` is verified by its CRC and decompressed, and the levels before the
// values are checked and removed; for an `optional` column they must say that no value is missing. Valid
// until the decompressor's next call. corrupt; invalid_input for a null and for an unsupported codec or level
// encoding.
Result<std::string_view> OpenPage(const PageHeader& header, std::string_view stored, Codec codec,
                                  bool optional, Decompressor& decompressor);

}  // namespace fxlake::parquet
