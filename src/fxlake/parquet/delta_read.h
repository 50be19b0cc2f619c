// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::parquet {

// Decodes values.size() numbers in the encoding DELTA_BINARY_PACKED from the start of `bytes` and returns the
// number of bytes consumed. corrupt when the data is truncated or has another count.
Result<std::size_t> ReadDelta(std::string_view bytes, std::span<std::int64_t> values);

}  // namespace fxlake::parquet
