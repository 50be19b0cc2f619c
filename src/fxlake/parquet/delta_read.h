// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::parquet {

// Reads values.size() numbers of the encoding DELTA_BINARY_PACKED from the front of `bytes`, and says how
// many bytes they took. corrupt when they are not there or of another number.
Result<std::size_t> ReadDelta(std::string_view bytes, std::span<std::int64_t> values);

}  // namespace fxlake::parquet
