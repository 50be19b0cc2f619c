// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fxlake::sources {

// One record of a workbook's stream: a kind, and bytes which go on in records that follow.
struct XlsRecord {
  std::uint16_t kind = 0;
  std::size_t begin = 0;  // in the stream
  std::string_view bytes;
  std::vector<std::string_view> more;  // of the records behind it that continue it
};

// Takes the records off a stream one by one.
class XlsRecords {
 public:
  XlsRecords(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}
  // Nothing at the end of the stream.
  std::optional<XlsRecord> Next();

 private:
  std::string_view stream_;
  std::size_t at_;
};

// The strings of a workbook ([MS-XLS] 2.5.293): each may be cut by the end of a record, behind which its
// letters may change their size.
std::vector<std::string> ReadSharedStrings(const XlsRecord& record);

// Letters of one byte (of ISO 8859-1) or of two (UTF-16) as UTF-8.
std::string BytesToUtf8(std::string_view bytes, bool wide);

// The decimal digits of a number: the shortest that mean the same.
std::string NumberText(double number);
// The same of a number in 30 bits ([MS-XLS] 2.5.122).
std::string PackedNumberText(std::uint32_t packed);

}  // namespace fxlake::sources
