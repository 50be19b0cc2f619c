// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/message/content_coding.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>

namespace fxlake::server {
namespace {

constexpr int kGzipLevel = 5, kZstdLevel = 3;
constexpr int kGzipWindow = 15 + 16;  // largest window, with gzip framing

// Appends the compressed form of `input`; with `last` also the end.
class Compressor {
 public:
  virtual ~Compressor() = default;
  virtual void Put(std::string_view input, bool last, std::string& out) = 0;
};

class GzipCompressor final : public Compressor {
 public:
  GzipCompressor() { deflateInit2(&stream_, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY); }
  GzipCompressor(const GzipCompressor&) = delete;
  GzipCompressor& operator=(const GzipCompressor&) = delete;
  ~GzipCompressor() override { deflateEnd(&stream_); }

  void Put(std::string_view input, bool last, std::string& out) override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));  // zlib does not write to it
    stream_.avail_in = static_cast<uInt>(input.size());
    char buffer[16 * 1024];
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer);
      stream_.avail_out = sizeof buffer;
      deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
      out.append(buffer, sizeof buffer - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_ = {};
};

class ZstdCompressor final : public Compressor {
 public:
  ZstdCompressor() : context_(ZSTD_createCCtx(), &ZSTD_freeCCtx) {
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kZstdLevel);
  }

  void Put(std::string_view input, bool last, std::string& out) override {
    ZSTD_inBuffer in = {input.data(), input.size(), 0};
    char buffer[16 * 1024];
    for (bool done = false; !done;) {
      ZSTD_outBuffer to = {buffer, sizeof buffer, 0};
      const auto left = ZSTD_compressStream2(context_.get(), &to, &in, last ? ZSTD_e_end : ZSTD_e_continue);
      if (ZSTD_isError(left)) return;
      out.append(buffer, to.pos);
      done = last ? left == 0 : in.pos == in.size;
    }
  }

 private:
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context_;
};

std::unique_ptr<Compressor> MakeCompressor(ContentCoding coding) {
  if (coding == ContentCoding::gzip) return std::make_unique<GzipCompressor>();
  return std::make_unique<ZstdCompressor>();
}

class CompressedStream final : public BodyStream {
 public:
  CompressedStream(std::unique_ptr<BodyStream> body, ContentCoding coding)
      : body_(std::move(body)), compressor_(MakeCompressor(coding)) {}

  bool Next(std::string& into) override {
    part_.clear();
    const bool more = body_->Next(part_);
    compressor_->Put(part_, !more, into);
    return more;
  }

 private:
  std::unique_ptr<BodyStream> body_;
  std::unique_ptr<Compressor> compressor_;
  std::string part_;
};

}  // namespace

std::string_view NameOf(ContentCoding coding) {
  return coding == ContentCoding::zstd ? "zstd" : coding == ContentCoding::gzip ? "gzip" : "identity";
}

ContentCoding ChooseCoding(std::string_view accept_encoding) {
  bool gzip = false, zstd = false;
  while (!accept_encoding.empty()) {
    const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
    auto item = accept_encoding.substr(0, end);
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    while (item.starts_with(' ')) item.remove_prefix(1);
    const auto name = item.substr(0, item.find_first_of("; "));
    const auto quality = item.find("q=0");
    const bool rejected = quality != std::string_view::npos &&
                          item.find_first_of("123456789", quality + 3) == std::string_view::npos;
    if (name == "gzip") gzip = !rejected;
    if (name == "zstd") zstd = !rejected;
  }
  return zstd ? ContentCoding::zstd : gzip ? ContentCoding::gzip : ContentCoding::identity;
}

bool IsCompressible(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.starts_with("application/") ||
         content_type.starts_with("image/svg");
}

std::unique_ptr<BodyStream> Compress(std::unique_ptr<BodyStream> body, ContentCoding coding) {
  return std::make_unique<CompressedStream>(std::move(body), coding);
}

std::string Compress(std::string_view body, ContentCoding coding) {
  std::string compressed;
  MakeCompressor(coding)->Put(body, true, compressed);
  return compressed;
}

}  // namespace fxlake::server
