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

// A byte buffer that is not zeroed when it grows, so that a size claimed by a file costs no memory by itself.
class ScratchBytes {
 public:
  char* Reserve(std::size_t size);
  char* data() { return bytes_.get(); }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

// zstd, reusing its working memory between pages. Not thread-safe.
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
  // Exactly `size` bytes, followed by at least 8 readable bytes; valid until the next call. corrupt when
  // `bytes` decompress to another size; invalid_input for an unsupported codec.
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
