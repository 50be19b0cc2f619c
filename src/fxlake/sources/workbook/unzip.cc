// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/workbook/unzip.h"

#include <fmt/format.h>
#include <minizip/unzip.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "fxlake/sources/language/wildcard.h"

namespace fxlake::sources {
namespace {

// minizip's interface for reading from memory.
struct Memory {
  std::string_view bytes;
  std::uint64_t at = 0;
};

voidpf Open(voidpf memory, const void*, int) { return memory; }
uLong Read(voidpf memory, voidpf, void* buffer, uLong size) {
  auto& from = *static_cast<Memory*>(memory);
  const auto count =
      from.at >= from.bytes.size() ? 0 : std::min<std::uint64_t>(size, from.bytes.size() - from.at);
  if (count > 0) std::memcpy(buffer, from.bytes.data() + from.at, count);
  from.at += count;
  return count;
}
ZPOS64_T Emit(voidpf memory, voidpf) { return static_cast<Memory*>(memory)->at; }
long Seek(voidpf memory, voidpf, ZPOS64_T offset, int origin) {
  auto& from = *static_cast<Memory*>(memory);
  from.at = offset + (origin == ZLIB_FILEFUNC_SEEK_CUR   ? from.at
                      : origin == ZLIB_FILEFUNC_SEEK_END ? from.bytes.size()
                                                         : 0);
  return 0;
}
int Close(voidpf, voidpf) { return 0; }
int NoError(voidpf, voidpf) { return 0; }

struct CloseArchive {
  void operator()(void* archive) const { unzClose(archive); }
};

constexpr std::size_t kStep = 1 << 18;

// The size of a member whose header says that the size is in the 64-bit extra field (APPNOTE 4.5.3);
// otherwise the header's size. minizip reads that field only for sizes above four gigabytes, but Excel writes
// it for small ones too.
std::uint64_t SizeOf(const unz_file_info64& info, std::string_view extra) {
  constexpr std::uint64_t kElsewhere = 0xFFFFFFFF;
  if (info.uncompressed_size != kElsewhere) return info.uncompressed_size;
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (auto i = bytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(extra[at + i]);
    return value;
  };
  constexpr std::size_t kHead = 4;
  while (extra.size() >= kHead) {
    const auto length = number(2, 2);
    if (number(0, 2) == 1 && length >= 8 && extra.size() >= kHead + 8) return number(kHead, 8);
    extra.remove_prefix(std::min(extra.size(), kHead + length));
  }
  return info.uncompressed_size;
}

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

// The content of a member whose bytes, deflated or stored, begin at `stored`. Stops at most one step after
// the size that the archive states.
Result<std::string> Inflate(std::string_view stored, const unz_file_info64& info) {
  if (info.compression_method == 0) return std::string(stored.substr(0, info.uncompressed_size));
  z_stream stream = {};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return Internal("zlib initialization failed");
  const std::unique_ptr<z_stream, EndInflate> end(&stream);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(stored.data()));  // zlib reads only
  stream.avail_in = static_cast<uInt>(stored.size());
  std::string bytes;
  constexpr std::uint64_t kMostPacked = 1032;  // maximum compression ratio of deflate
  bytes.reserve(std::min<std::uint64_t>(info.uncompressed_size, kMostPacked * stored.size()) + kStep);
  for (int state = Z_OK; state != Z_STREAM_END && bytes.size() <= info.uncompressed_size;) {
    const auto before = bytes.size();
    bytes.resize(before + kStep);
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + before);
    stream.avail_out = kStep;
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.resize(before + kStep - stream.avail_out);
    if (state != Z_OK && state != Z_STREAM_END) return InvalidInput("its compressed bytes are damaged");
  }
  return bytes;
}

// minizip finds the member, but its reader rejects files from Excel (64-bit sizes of small members).
Result<std::string> Extract(const std::string& archive, unzFile file, unz_file_info64 info,
                            std::string_view extra, std::uint64_t max_bytes) {
  info.uncompressed_size = SizeOf(info, extra);
  if (info.uncompressed_size > max_bytes)
    return InvalidInput(
        fmt::format("it has {} bytes, more than the limit of {}", info.uncompressed_size, max_bytes));
  if (unzOpenCurrentFile(file) != UNZ_OK) return InvalidInput("it cannot be opened");
  const auto begin = unzGetCurrentFileZStreamPos64(file);
  unzCloseCurrentFile(file);
  if (begin > archive.size()) return InvalidInput("it is beyond the end of the archive");
  ASSIGN_OR_RETURN(auto bytes, Inflate(std::string_view(archive).substr(begin), info));
  if (crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()) != info.crc)
    return InvalidInput("its bytes do not match their checksum");
  return bytes;
}

}  // namespace

Result<std::string> Gunzip(std::string_view file, std::uint64_t max_bytes) {
  constexpr int kGzip = 16;
  z_stream stream = {};
  if (inflateInit2(&stream, MAX_WBITS + kGzip) != Z_OK) return Internal("zlib initialization failed");
  const std::unique_ptr<z_stream, EndInflate> end(&stream);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(file.data()));  // zlib reads only
  stream.avail_in = static_cast<uInt>(file.size());
  std::string bytes;
  for (int state = Z_OK; state != Z_STREAM_END;) {
    const auto before = bytes.size();
    if (before > max_bytes)
      return InvalidInput(fmt::format("the gzip file has more than {} bytes", max_bytes));
    bytes.resize(before + kStep);
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + before);
    stream.avail_out = kStep;
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.resize(before + kStep - stream.avail_out);
    if (state != Z_OK && state != Z_STREAM_END) return InvalidInput("the gzip file is damaged");
  }
  return bytes;
}

Result<std::string> Unzip(const std::string& archive, std::string_view pattern, std::uint64_t max_bytes,
                          std::string* member) {
  Memory memory{archive};
  zlib_filefunc64_def functions = {Open, Read, nullptr, Emit, Seek, Close, NoError, &memory};
  const std::unique_ptr<void, CloseArchive> file(unzOpen2_64(&memory, &functions));
  if (!file) return InvalidInput("not a complete zip archive");
  std::string seen;
  for (int at = unzGoToFirstFile(file.get()); at == UNZ_OK; at = unzGoToNextFile(file.get())) {
    char name[512] = "", extra[512] = "";
    unz_file_info64 info;
    if (unzGetCurrentFileInfo64(file.get(), &info, name, sizeof name - 1, extra, sizeof extra, nullptr, 0) !=
        UNZ_OK)
      break;
    if (!FitsWildcard(name, pattern)) {
      if (seen.size() < 200) seen += (seen.empty() ? "" : ", ") + std::string(name);
      continue;
    }
    if (member != nullptr) *member = name;
    if ((info.flag & 1U) != 0)
      return InvalidInput(fmt::format("the member {} of the zip archive is encrypted", name));
    return Extract(archive, file.get(), info,
                   std::string_view(extra, std::min<std::size_t>(info.size_file_extra, sizeof extra)),
                   max_bytes)
        .In(fmt::format("unzipping {}", name));
  }
  return InvalidInput(fmt::format("the zip archive has no member {}; its members are {}", pattern,
                                  seen.empty() ? "none" : seen));
}

}  // namespace fxlake::sources
