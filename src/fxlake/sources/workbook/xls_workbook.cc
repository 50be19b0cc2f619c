// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/workbook/xls_workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "fxlake/sources/language/charset.h"
#include "fxlake/sources/language/label.h"
#include "fxlake/sources/workbook/little_endian.h"
#include "fxlake/sources/workbook/xls_records.h"

namespace fxlake::sources {
namespace {

// Record types ([MS-XLS] 2.3.2).
constexpr std::uint16_t kFormula = 0x06, kEndOfPart = 0x0A, kEncrypted = 0x2F, kCodePage = 0x42,
                        kSheet = 0x85, kNumbers = 0xBD, kRichLabel = 0xD6, kSharedStrings = 0xFC,
                        kSharedLabel = 0xFD, kNumber = 0x203, kLabel = 0x204, kString = 0x207,
                        kNumber30 = 0x27E, kBegin = 0x809;
constexpr std::size_t kMostColumns = 256, kMostRows = 65'536;

std::string DoubleText(std::string_view bytes, std::size_t at) {
  return NumberText(std::bit_cast<double>(NumberAt(bytes, at, 8)));
}

class SheetReader {
 public:
  SheetReader(bool is_biff8, const std::string& charset, const std::vector<std::string>& strings)
      : is_biff8_(is_biff8), charset_(charset), strings_(strings) {}

  void Take(const XlsRecord& record) {
    const auto bytes = record.bytes;
    switch (record.kind) {
      case kNumber: Put(bytes, DoubleText(bytes, 6)); break;
      case kNumber30: Put(bytes, PackedNumberText(Number32(bytes, 6))); break;
      case kNumbers:
        for (std::size_t i = 0, at = 4; at + 6 <= bytes.size() - std::min<std::size_t>(bytes.size(), 2);
             ++i, at += 6)
          PutAt(Number16(bytes, 0), Number16(bytes, 2) + i, PackedNumberText(Number32(bytes, at + 2)));
        break;
      case kSharedLabel: {
        const auto index = Number32(bytes, 6);
        Put(bytes, index < strings_.size() ? strings_[index] : "");
        break;
      }
      case kLabel:
      case kRichLabel: Put(bytes, Characters(bytes, 6)); break;
      case kFormula: TakeFormula(bytes); break;
      case kString: PutAt(formula_row_, formula_column_, Characters(bytes, 0)); break;
      default: break;
    }
  }

  Grid Rows(std::vector<std::size_t>* numbers) && {
    const auto is_blank = [](const auto& row) {
      return std::ranges::all_of(row, [](const auto& cell) { return TrimBlanks(cell).empty(); });
    };
    for (std::size_t i = 0; i < rows_.size() && numbers != nullptr; ++i) {
      if (!is_blank(rows_[i])) numbers->push_back(i + 1);
    }
    std::erase_if(rows_, is_blank);
    return std::move(rows_);
  }

 private:
  // A formula's value is stored in it as a number; a text is in the following record.
  void TakeFormula(std::string_view bytes) {
    formula_row_ = Number16(bytes, 0);
    formula_column_ = Number16(bytes, 2);
    if (Number16(bytes, 12) != 0xFFFF) Put(bytes, DoubleText(bytes, 6));
  }

  std::string Characters(std::string_view bytes, std::size_t at) const {
    const auto count = Number16(bytes, at);
    if (bytes.size() < at + 3) return "";
    if (!is_biff8_) {
      const auto text = ToUtf8(bytes.substr(at + 2, count), charset_);
      return text ? *text : "";
    }
    const bool wide = (bytes[at + 2] & 1) != 0;
    return BytesToUtf8(bytes.substr(at + 3, wide ? 2U * count : count), wide);
  }

  void Put(std::string_view bytes, std::string text) {
    PutAt(Number16(bytes, 0), Number16(bytes, 2), std::move(text));
  }

  void PutAt(std::size_t row, std::size_t column, std::string text) {
    if (row >= kMostRows || column >= kMostColumns) return;
    if (rows_.size() <= row) rows_.resize(row + 1);
    if (rows_[row].size() <= column) rows_[row].resize(column + 1);
    rows_[row][column] = std::move(text);
  }

  bool is_biff8_;
  const std::string& charset_;
  const std::vector<std::string>& strings_;
  Grid rows_;
  std::size_t formula_row_ = 0, formula_column_ = 0;
};

}  // namespace

Result<void> XlsWorkbook::ReadGlobals() {
  XlsRecords records(stream_, 0);
  auto record = records.Next();
  if (!record || record->kind != kBegin)
    return InvalidInput("not a workbook: the stream does not begin like a workbook");
  is_biff8_ = Number16(record->bytes, 0) >= 0x600;
  for (record = records.Next(); record && record->kind != kEndOfPart; record = records.Next()) {
    if (record->kind == kEncrypted) return InvalidInput("the workbook is encrypted");
    if (record->kind == kCodePage && !is_biff8_) {
      const auto charset = fmt::format("CP{}", Number16(record->bytes, 0));
      if (IsCharset(charset)) charset_ = charset;
    }
    if (record->kind == kSharedStrings) shared_strings_ = ReadSharedStrings(*record);
    if (record->kind != kSheet || record->bytes.size() < 8 || record->bytes[5] != 0) continue;
    const auto characters = static_cast<std::size_t>(static_cast<unsigned char>(record->bytes[6]));
    const bool wide = is_biff8_ && (record->bytes[7] & 1) != 0;
    const auto name = record->bytes.substr(is_biff8_ ? 8 : 7, wide ? 2 * characters : characters);
    sheets_.push_back({BytesToUtf8(name, wide), Number32(record->bytes, 0)});
  }
  return {};
}

Result<XlsWorkbook> XlsWorkbook::Open(std::string_view bytes) {
  ASSIGN_OR_RETURN(const auto file, CompoundFile::Open(bytes));
  XlsWorkbook workbook;
  auto stream = file.Read("Workbook");
  if (!stream && stream.error().kind() == ErrorKind::not_found) stream = file.Read("Book");
  if (!stream) return InvalidInput("not a workbook: " + stream.error().message());
  workbook.stream_ = std::move(*stream);
  RETURN_IF_ERROR(workbook.ReadGlobals());
  return workbook;
}

std::vector<std::string> XlsWorkbook::SheetNames() const {
  std::vector<std::string> names;
  for (const auto& sheet : sheets_) names.push_back(sheet.name);
  return names;
}

Result<Grid> XlsWorkbook::ReadSheet(std::size_t index, std::vector<std::size_t>* numbers) const {
  XlsRecords records(stream_, sheets_[index].begin);
  const auto first = records.Next();
  if (!first || first->kind != kBegin)
    return InvalidInput(fmt::format("the sheet {} does not begin at the position given in the workbook",
                                    sheets_[index].name));
  SheetReader reader(is_biff8_, charset_, shared_strings_);
  int depth = 1;  // charts are nested within sheets
  while (const auto record = records.Next()) {
    if (record->kind == kBegin) ++depth;
    if (record->kind == kEndOfPart && --depth == 0) break;
    if (depth == 1) reader.Take(*record);
  }
  return std::move(reader).Rows(numbers);
}

}  // namespace fxlake::sources
