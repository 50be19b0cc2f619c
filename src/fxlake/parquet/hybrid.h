// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::parquet {

// The RLE/bit-packing hybrid (Parquet encoding RLE) of numbers of `width` bits, 1 to 32 when writing, 0 to 32
// when reading; without length prefix.
void AppendHybrid(std::span<const std::uint32_t> values, int width, std::string& out);
// As above, for `value` repeated `length` times.
void AppendHybridRun(std::uint32_t value, std::size_t length, int width, std::string& out);

// Decodes exactly values.size() numbers; bytes after them are ignored. corrupt when there are fewer.
Result<void> ReadHybrid(std::string_view bytes, int width, std::span<std::uint32_t> values);

// The bits needed for the numbers 0 to count - 1, at least one.
int BitWidth(std::size_t count);

}  // namespace fxlake::parquet
