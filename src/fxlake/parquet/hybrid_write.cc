// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cstring>

#include "fxlake/parquet/compact_writer.h"
#include "fxlake/parquet/hybrid.h"

namespace fxlake::parquet {
namespace {

constexpr std::size_t kGroup = 8;  // bit-packed values come in groups of eight

void AppendPacked(std::span<const std::uint32_t> values, int width, std::string& out) {
  if (values.empty()) return;
  const std::size_t groups = (values.size() + kGroup - 1) / kGroup;
  AppendVarint(out, groups << 1 | 1);
  const std::size_t begin = out.size(), bytes = groups * static_cast<std::size_t>(width);
  out.resize(begin + bytes + sizeof(std::uint64_t));
  char* at = out.data() + begin;
  std::uint64_t pending = 0;
  int bits = 0;
  for (const auto value : values) {
    pending |= std::uint64_t{value} << bits;
    bits += width;
    if (bits >= 32) {
      std::memcpy(at, &pending, sizeof(std::uint32_t));
      at += sizeof(std::uint32_t);
      pending >>= 32;
      bits -= 32;
    }
  }
  std::memcpy(at, &pending, sizeof pending);
  out.resize(begin + bytes);
}

}  // namespace

int BitWidth(std::size_t count) {
  return std::max(1, static_cast<int>(std::bit_width(count > 0 ? count - 1 : 0)));
}

void AppendHybridRun(std::uint32_t value, std::size_t length, int width, std::string& out) {
  AppendVarint(out, length << 1);
  for (int bits = 0; bits < width; bits += 8) out.push_back(static_cast<char>(value >> bits));
}

void AppendHybrid(std::span<const std::uint32_t> values, int width, std::string& out) {
  // A run is used when it is smaller than its values bit-packed, including the header of the packed values
  // that follow.
  const std::size_t worth =
      std::max<std::size_t>(kGroup, (32 / static_cast<std::size_t>(width) + kGroup - 1) / kGroup * kGroup);
  std::size_t packed_from = 0;
  for (std::size_t at = 0; at < values.size();) {
    std::size_t end = at + 1;
    while (end < values.size() && values[end] == values[at]) ++end;
    // completes the last packed group
    const std::size_t fill = (kGroup - (at - packed_from) % kGroup) % kGroup;
    if (end - at >= fill + worth) {
      AppendPacked(values.subspan(packed_from, at + fill - packed_from), width, out);
      AppendHybridRun(values[at], end - at - fill, width, out);
      packed_from = end;
    }
    at = end;
  }
  AppendPacked(values.subspan(packed_from), width, out);
}

}  // namespace fxlake::parquet
