// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/delta_read.h"

#include <algorithm>

namespace fxlake::parquet {
namespace {

// Reads the bytes; after the first violation it returns zeros and `ok` is false.
struct Walk {
  std::string_view bytes;
  bool ok = true;

  std::string_view Take(std::size_t size) {
    if (size > bytes.size()) ok = false;
    const auto taken = ok ? bytes.substr(0, size) : std::string_view();
    if (ok) bytes.remove_prefix(size);
    return taken;
  }
  std::uint64_t Varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto byte = Take(1);
      if (!ok) return 0;
      value |= static_cast<std::uint64_t>(byte.front() & 0x7F) << shift;
      if ((byte.front() & 0x80) == 0) return value;
    }
    ok = false;
    return 0;
  }
  std::uint64_t Zigzag() {
    const auto value = Varint();
    return value >> 1 ^ (0 - (value & 1));
  }
};

std::uint64_t BitsAt(std::string_view bytes, std::size_t bit, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t have = 0; have < width;) {
    const auto byte = static_cast<std::uint8_t>(bytes[(bit + have) / 8]);
    const std::size_t skip = (bit + have) % 8, take = std::min(8 - skip, width - have);
    value |= (std::uint64_t{byte} >> skip & ((std::uint64_t{1} << take) - 1)) << have;
    have += take;
  }
  return value;
}

}  // namespace

Result<std::size_t> ReadDelta(std::string_view bytes, std::span<std::int64_t> values) {
  Walk walk{bytes};
  const auto block_size = walk.Varint(), miniblocks = walk.Varint(), count = walk.Varint();
  auto value = walk.Zigzag();
  if (!walk.ok || count != values.size() || block_size == 0 || block_size > 1 << 20 || miniblocks == 0 ||
      miniblocks > block_size || block_size % miniblocks != 0 || block_size / miniblocks % 8 != 0) {
    return Corrupt("the header of delta-encoded numbers is invalid");
  }
  const std::size_t in_miniblock = block_size / miniblocks;
  std::size_t i = 0;
  if (!values.empty()) values[i++] = static_cast<std::int64_t>(value);
  while (i < values.size()) {
    const auto min_delta = walk.Zigzag();
    const auto widths = walk.Take(miniblocks);
    for (std::size_t block = 0; block < widths.size() && i < values.size(); ++block) {
      const std::size_t width = static_cast<std::uint8_t>(widths[block]);
      const auto packed = walk.Take(width * in_miniblock / 8);
      if (width > 64 || !walk.ok) return Corrupt("delta-encoded numbers end too early");
      for (std::size_t k = 0; k < in_miniblock && i < values.size(); ++k) {
        value += min_delta + BitsAt(packed, k * width, width);
        values[i++] = static_cast<std::int64_t>(value);
      }
    }
    if (!walk.ok) return Corrupt("delta-encoded numbers end too early");
  }
  return bytes.size() - walk.bytes.size();
}

}  // namespace fxlake::parquet
