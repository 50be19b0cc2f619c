// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fxlake::sources {

// A record of a workbook's stream: a type, and bytes that may continue in following records.
struct XlsRecord {
  std::uint16_t kind = 0;
  std::size_t begin = 0;  // in the stream
  std::string_view bytes;
  std::vector<std::string_view> more;  // of the following records that continue it
};

// Iterates over the records of a stream.
class XlsRecords {
 public:
  XlsRecords(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}
  // nullopt at the end of the stream.
  std::optional<XlsRecord> Next();

 private:
  std::string_view stream_;
  std::size_t at_;
};

// The strings of a workbook ([MS-XLS] 2.5.293): each may be split at the end of a record, after which its
// character size may change.
std::vector<std::string> ReadSharedStrings(const XlsRecord& record);

// Characters of one byte (ISO 8859-1) or two (UTF-16) as UTF-8.
std::string BytesToUtf8(std::string_view bytes, bool wide);

// The shortest decimal digits that denote the number.
std::string NumberText(double number);
// As above for a number in 30 bits ([MS-XLS] 2.5.122).
std::string PackedNumberText(std::uint32_t packed);

}  // namespace fxlake::sources
