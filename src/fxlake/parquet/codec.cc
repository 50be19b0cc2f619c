// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/codec.h"

#include <snappy.h>
#include <zlib.h>
#include <zstd.h>

#include <cstring>

namespace fxlake::parquet {
namespace {

Result<void> Snappy(std::string_view bytes, char* out, std::size_t size) {
  std::size_t claimed = 0;
  if (!snappy::GetUncompressedLength(bytes.data(), bytes.size(), &claimed) || claimed != size ||
      !snappy::RawUncompress(bytes.data(), bytes.size(), out)) {
    return Corrupt("snappy data is damaged");
  }
  return {};
}

Result<void> Gzip(std::string_view bytes, char* out, std::size_t size) {
  z_stream stream = {};
  constexpr int kGzipOrZlib = 15 + 32;
  if (inflateInit2(&stream, kGzipOrZlib) != Z_OK) return Internal("zlib initialization failed");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out);
  stream.avail_out = static_cast<uInt>(size);
  const int ended = inflate(&stream, Z_FINISH);
  const bool whole = ended == Z_STREAM_END && stream.avail_out == 0;
  inflateEnd(&stream);
  if (!whole) return Corrupt("gzip data is damaged");
  return {};
}

}  // namespace

char* ScratchBytes::Reserve(std::size_t size) {
  if (size > size_) {
    bytes_ = std::make_unique_for_overwrite<char[]>(size);
    size_ = size;
  }
  return bytes_.get();
}

void Compressor::Free::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }
void Decompressor::Free::operator()(ZSTD_DCtx_s* context) const { ZSTD_freeDCtx(context); }

Compressor::Compressor(int level) : context_(ZSTD_createCCtx()) {
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
  if (level != 1) return;
  // Measured on rates as 64-bit decimals: 10 % smaller than the default level 1 in less time. Such numbers
  // share parts rather than whole values, and tables of 4 and 8 KiB fit the L1 cache.
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_strategy, ZSTD_dfast);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_minMatch, 5);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_hashLog, 10);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_chainLog, 10);
}

Result<std::string_view> Compressor::Compress(std::string_view bytes) {
  const auto bound = ZSTD_compressBound(bytes.size());
  char* out = compressed_.Reserve(bound);
  const auto size = ZSTD_compress2(context_.get(), out, bound, bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) return Internal(std::string("zstd: ") + ZSTD_getErrorName(size));
  return std::string_view(out, size);
}

Result<void> Decompressor::Zstd(std::string_view bytes, std::size_t size) {
  const auto claimed = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (claimed == ZSTD_CONTENTSIZE_ERROR || (claimed != ZSTD_CONTENTSIZE_UNKNOWN && claimed > size))
    return Corrupt("zstd data is damaged");
  if (!context_) context_.reset(ZSTD_createDCtx());
  const auto written =
      ZSTD_decompressDCtx(context_.get(), decompressed_.data(), size, bytes.data(), bytes.size());
  if (ZSTD_isError(written) != 0) return Corrupt(std::string("zstd: ") + ZSTD_getErrorName(written));
  if (written != size) return Corrupt("the length of zstd data differs from the length in its page header");
  return {};
}

Result<std::string_view> Decompressor::Decompress(Codec codec, std::string_view bytes, std::size_t size) {
  constexpr std::size_t kSlack = 8;
  if (size == 0 && bytes.empty()) codec = Codec::none;  // some writers store empty pages uncompressed
  char* out = decompressed_.Reserve(size + kSlack);
  std::memset(out + size, 0, kSlack);
  switch (codec) {
    case Codec::none:
      if (bytes.size() != size) return Corrupt("the length of a page differs from the length in its header");
      std::memcpy(out, bytes.data(), size);
      return std::string_view(out, size);
    case Codec::snappy: RETURN_IF_ERROR(Snappy(bytes, out, size)); return std::string_view(out, size);
    case Codec::gzip: RETURN_IF_ERROR(Gzip(bytes, out, size)); return std::string_view(out, size);
    case Codec::zstd: RETURN_IF_ERROR(Zstd(bytes, size)); return std::string_view(out, size);
  }
  return InvalidInput("the codec " + NameOf(codec) + " is not supported");
}

}  // namespace fxlake::parquet
