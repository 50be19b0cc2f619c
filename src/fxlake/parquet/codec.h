// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/format.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace fxlake::parquet {

// Bytes of any size that are not zeroed when the size grows, so that a size claimed by a file costs no memory
// by itself.
class ScratchBytes {
 public:
  char* Reserve(std::size_t size);
  char* data() { return bytes_.get(); }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

// zstd, with its working memory kept from page to page. One thread at a time.
class Compressor {
 public:
  explicit Compressor(int level);
  // Valid until the next call.
  Result<std::string_view> Compress(std::string_view bytes);

 private:
  struct Free {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  std::unique_ptr<ZSTD_CCtx_s, Free> context_;
  ScratchBytes compressed_;
};

class Decompressor {
 public:
  // Exactly `size` bytes, with at least 8 readable bytes after them; valid until the next call. corrupt when
  // `bytes` do not hold just that; invalid_input for a codec that is not known.
  Result<std::string_view> Decompress(Codec codec, std::string_view bytes, std::size_t size);

 private:
  struct Free {
    void operator()(ZSTD_DCtx_s* context) const;
  };
  Result<void> Zstd(std::string_view bytes, std::size_t size);

  std::unique_ptr<ZSTD_DCtx_s, Free> context_;
  ScratchBytes decompressed_;
};

}  // namespace fxlake::parquet
