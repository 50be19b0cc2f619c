// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/unzip.h"

#include <fmt/format.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace fxlake::sources {
namespace {

// minizip's way to read from memory.
struct Memory {
  std::string_view bytes;
  std::uint64_t at = 0;
};

voidpf Open(voidpf memory, const void*, int) { return memory; }
uLong Read(voidpf memory, voidpf, void* buffer, uLong size) {
  auto& from = *static_cast<Memory*>(memory);
  const auto count = from.at >= from.bytes.size() ? 0 : std::min<std::uint64_t>(size, from.bytes.size() - from.at);
  if (count > 0) std::memcpy(buffer, from.bytes.data() + from.at, count);
  from.at += count;
  return count;
}
ZPOS64_T Tell(voidpf memory, voidpf) { return static_cast<Memory*>(memory)->at; }
long Seek(voidpf memory, voidpf, ZPOS64_T offset, int origin) {
  auto& from = *static_cast<Memory*>(memory);
  from.at = offset + (origin == ZLIB_FILEFUNC_SEEK_CUR ? from.at : origin == ZLIB_FILEFUNC_SEEK_END ? from.bytes.size() : 0);
  return 0;
}
int Close(voidpf, voidpf) { return 0; }
int NoError(voidpf, voidpf) { return 0; }

bool Fits(std::string_view name, std::string_view pattern) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) return name == pattern;
  if (!name.starts_with(pattern.substr(0, star))) return false;
  const auto rest = pattern.substr(star + 1);
  for (auto from = star; from <= name.size(); ++from) {
    if (Fits(name.substr(from), rest)) return true;
  }
  return false;
}

struct CloseArchive {
  void operator()(void* archive) const { unzClose(archive); }
};

constexpr std::size_t kStep = 1 << 18;

// `size` is what the archive says of the content; it may lie.
Result<std::string> Inflate(unzFile archive, std::uint64_t size, std::uint64_t max_bytes) {
  std::string bytes;
  bytes.reserve(size + kStep);
  while (true) {
    const auto before = bytes.size();
    if (before > max_bytes) return InvalidInput(fmt::format("its content is larger than {} bytes", max_bytes));
    bytes.resize(before + kStep);
    const int got = unzReadCurrentFile(archive, bytes.data() + before, kStep);
    bytes.resize(before + static_cast<std::size_t>(std::max(got, 0)));
    if (got < 0) return InvalidInput("its compressed bytes are broken");
    if (got == 0) break;
  }
  if (unzCloseCurrentFile(archive) != UNZ_OK) return InvalidInput("its bytes do not match their checksum");
  return bytes;
}

}  // namespace

Result<std::string> Unzip(const std::string& archive, std::string_view pattern, std::uint64_t max_bytes) {
  Memory memory{archive};
  zlib_filefunc64_def functions = {Open, Read, nullptr, Tell, Seek, Close, NoError, &memory};
  const std::unique_ptr<void, CloseArchive> file(unzOpen2_64(&memory, &functions));
  if (!file) return InvalidInput("not a whole zip archive");
  std::string seen;
  for (int at = unzGoToFirstFile(file.get()); at == UNZ_OK; at = unzGoToNextFile(file.get())) {
    char name[512] = "";
    unz_file_info64 info;
    if (unzGetCurrentFileInfo64(file.get(), &info, name, sizeof name - 1, nullptr, 0, nullptr, 0) != UNZ_OK) break;
    if (!Fits(name, pattern)) {
      if (seen.size() < 200) seen += (seen.empty() ? "" : ", ") + std::string(name);
      continue;
    }
    if ((info.flag & 1U) != 0) return InvalidInput(fmt::format("the zip archive's member {} is encrypted", name));
    if (info.uncompressed_size > max_bytes) {
      return InvalidInput(fmt::format("the zip archive's member {} is of {} bytes, more than {}", name, info.uncompressed_size, max_bytes));
    }
    if (unzOpenCurrentFile(file.get()) != UNZ_OK) return InvalidInput(fmt::format("the zip archive's member {} cannot be opened", name));
    return Inflate(file.get(), info.uncompressed_size, max_bytes).In(fmt::format("unzipping {}", name));
  }
  return InvalidInput(fmt::format("the zip archive has no member {}; it has: {}", pattern, seen.empty() ? "none" : seen));
}

}  // namespace fxlake::sources
