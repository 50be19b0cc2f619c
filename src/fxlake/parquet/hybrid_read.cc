// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "fxlake/parquet/hybrid.h"

namespace fxlake::parquet {
namespace {

std::uint64_t LoadUpTo8(const char* at, const char* end) {
  std::uint64_t value = 0;
  std::memcpy(&value, at, std::min<std::size_t>(sizeof value, static_cast<std::size_t>(end - at)));
  return value;
}

// A value of at most 32 bits that begins at any bit is within 8 bytes.
void Unpack(std::string_view bytes, int width, std::span<std::uint32_t> values) {
  const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
  const char* end = bytes.data() + bytes.size();
  std::size_t bit = 0, i = 0;
  for (; i < values.size() && bit / 8 + sizeof(std::uint64_t) <= bytes.size();
       ++i, bit += static_cast<std::size_t>(width)) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + bit / 8, sizeof word);
    values[i] = static_cast<std::uint32_t>(word >> bit % 8 & mask);
  }
  for (; i < values.size(); ++i, bit += static_cast<std::size_t>(width)) {
    values[i] = static_cast<std::uint32_t>(LoadUpTo8(bytes.data() + bit / 8, end) >> bit % 8 & mask);
  }
}

// A run's header: at most five bytes; false when it is truncated.
bool ReadHeader(std::string_view& bytes, std::uint64_t& header) {
  header = 0;
  for (int shift = 0; shift < 35 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    header |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

}  // namespace

Result<void> ReadHybrid(std::string_view bytes, int width, std::span<std::uint32_t> values) {
  if (width < 0 || width > 32) return Corrupt("numbers of " + std::to_string(width) + " bits");
  const std::size_t run_bytes = static_cast<std::size_t>(width + 7) / 8;
  while (!values.empty()) {
    std::uint64_t header = 0;
    if (!ReadHeader(bytes, header)) return Corrupt("run lengths end too early");
    if ((header & 1) != 0) {
      const auto count = std::min<std::uint64_t>(values.size(), (header >> 1) * 8);
      const auto needed = (count * static_cast<std::uint64_t>(width) + 7) / 8;
      if (needed > bytes.size()) return Corrupt("packed numbers end too early");
      Unpack(bytes.substr(0, needed), width, values.first(count));
      bytes.remove_prefix(
          std::min<std::uint64_t>(bytes.size(), (header >> 1) * static_cast<std::uint64_t>(width)));
      values = values.subspan(count);
    } else {
      if (bytes.size() < run_bytes) return Corrupt("run lengths end too early");
      std::uint32_t value = 0;
      std::memcpy(&value, bytes.data(), run_bytes);
      bytes.remove_prefix(run_bytes);
      const auto count = std::min<std::uint64_t>(values.size(), header >> 1);
      std::fill_n(values.begin(), count, value);
      values = values.subspan(count);
    }
  }
  return {};
}

}  // namespace fxlake::parquet
