// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/codec.h"
#include "fxlake/parquet/page_header.h"

namespace fxlake::parquet {

// The values of a page, still encoded: `stored` checked against its CRC, decompressed, and freed from the
// levels in front, which must say of an `optional` column that no value is missing. Valid until the
// decompressor's next call. corrupt, or invalid_input for a null, or for a codec or level encoding that is
// not read.
Result<std::string_view> OpenPage(const PageHeader& header, std::string_view stored, Codec codec,
                                  bool optional, Decompressor& decompressor);

}  // namespace fxlake::parquet
