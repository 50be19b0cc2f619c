// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/compact_writer.h"

namespace fxlake::parquet {

void AppendVarint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

void CompactWriter::Head(int id, Wire type) {
  const int step = id - last_id_;
  if (step >= 1 && step <= 15) {
    out_.push_back(static_cast<char>(step << 4 | static_cast<int>(type)));
  } else {
    out_.push_back(static_cast<char>(type));
    Number(id);
  }
  last_id_ = id;
}

void CompactWriter::List(int id, Wire element, std::size_t size) {
  Head(id, Wire::list);
  if (size < 15) {
    out_.push_back(static_cast<char>(size << 4 | static_cast<std::size_t>(element)));
  } else {
    out_.push_back(static_cast<char>(0xF0 | static_cast<int>(element)));
    AppendVarint(out_, size);
  }
}

void CompactWriter::Number(std::int64_t value) {
  AppendVarint(out_, static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
}

void CompactWriter::Bytes(std::string_view bytes) {
  AppendVarint(out_, bytes.size());
  out_.append(bytes);
}

}  // namespace fxlake::parquet
