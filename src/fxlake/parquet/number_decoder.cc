// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <span>

#include "fxlake/parquet/column_decoder.h"
#include "fxlake/parquet/delta_read.h"

namespace fxlake::parquet {
namespace {

constexpr std::string_view kTooEarly = "numbers end too early";

template <typename Stored, typename T>
Result<void> AppendStored(std::string_view bytes, std::size_t count, std::vector<T>& out) {
  if (count > bytes.size() / sizeof(Stored)) return Corrupt(std::string(kTooEarly));
  const auto begin = out.size();
  out.resize(begin + count);
  if constexpr (sizeof(Stored) == sizeof(T)) {
    bytes.copy(reinterpret_cast<char*>(out.data() + begin), count * sizeof(T));
  } else {
    for (std::size_t i = 0; i < count; ++i) {
      Stored value;
      std::memcpy(&value, bytes.data() + i * sizeof value, sizeof value);
      out[begin + i] = static_cast<T>(value);
    }
  }
  return {};
}

// Decimals of `width` bytes each, or length-prefixed when `width` is 0.
template <typename T>
Result<void> AppendBigEndian(std::string_view bytes, std::size_t width, std::size_t count,
                             std::vector<T>& out) {
  if (count > bytes.size()) return Corrupt(std::string(kTooEarly));
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t size = static_cast<std::uint32_t>(width);
    if (width == 0) {
      if (bytes.size() < sizeof size) return Corrupt(std::string(kTooEarly));
      std::memcpy(&size, bytes.data(), sizeof size);
      bytes.remove_prefix(sizeof size);
    }
    if (size > bytes.size()) return Corrupt(std::string(kTooEarly));
    const auto value = DecodeBigEndian(bytes.substr(0, size));
    if (!value) return Corrupt("a decimal does not fit 64 bits");
    out.push_back(static_cast<T>(*value));
    bytes.remove_prefix(size);
  }
  return {};
}

}  // namespace

template <typename T>
Result<void> NumberDecoder<T>::Append(Encoding encoding, std::string_view bytes, std::size_t count) {
  const bool whole = layout_.physical == Physical::int32 || layout_.physical == Physical::int64;
  switch (encoding) {
    case Encoding::plain: return AppendPlain(bytes, count, column_);
    case Encoding::plain_dictionary:
    case Encoding::rle_dictionary: return AppendCoded(bytes, count);
    case Encoding::delta_binary_packed:
      if (whole) return AppendDelta(bytes, count);
      break;
    default: break;
  }
  return InvalidInput("the encoding " + NameOf(encoding) + " of " + NameOf(layout_.physical) +
                      " is not supported");
}

template <typename T>
Result<void> NumberDecoder<T>::AppendPlain(std::string_view bytes, std::size_t count,
                                           std::vector<T>& out) const {
  switch (layout_.physical) {
    case Physical::int32: return AppendStored<std::int32_t>(bytes, count, out);
    case Physical::int64: return AppendStored<std::int64_t>(bytes, count, out);
    case Physical::fixed: return AppendBigEndian(bytes, static_cast<std::size_t>(layout_.width), count, out);
    case Physical::byte_array: return AppendBigEndian(bytes, 0, count, out);
    default: return InvalidInput("numbers in " + NameOf(layout_.physical) + " are not supported");
  }
}

template <typename T>
Result<void> NumberDecoder<T>::AppendCoded(std::string_view bytes, std::size_t count) {
  codes_.resize(count);
  RETURN_IF_ERROR(ReadCodes(bytes, dictionary_.size(), codes_));
  const auto begin = column_.size();
  column_.resize(begin + count);
  for (std::size_t i = 0; i < count; ++i) column_[begin + i] = dictionary_[codes_[i]];
  return {};
}

template <typename T>
Result<void> NumberDecoder<T>::AppendDelta(std::string_view bytes, std::size_t count) {
  if (count == 0) return {};
  std::vector<std::int64_t> values(count);
  RETURN_IF_ERROR(ReadDelta(bytes, values));
  for (const auto value : values) {
    // 32-bit numbers are delta-encoded modulo 2^32.
    column_.push_back(layout_.physical == Physical::int32 ? static_cast<std::int32_t>(value)
                                                          : static_cast<T>(value));
  }
  return {};
}

template class NumberDecoder<std::int32_t>;
template class NumberDecoder<std::int64_t>;

}  // namespace fxlake::parquet
