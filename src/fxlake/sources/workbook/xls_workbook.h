// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/sources/workbook/compound_file.h"
#include "fxlake/sources/workbook/workbook.h"

namespace fxlake::sources {

// The sheets of a workbook of Excel 5 to 2003 ([MS-XLS], BIFF5 and BIFF8) as texts: of strings their letters,
// of numbers, dates included, the shortest digits that mean the number stored, of errors nothing.
class XlsWorkbook {
 public:
  // invalid_input when the bytes are no such workbook, or an encrypted one.
  static Result<XlsWorkbook> Open(std::string_view bytes);

  std::vector<std::string> SheetNames() const;
  // The rows of a sheet by its index. Cells stand at their places; rows without any are left out. `numbers`,
  // when asked for, are those that the sheet gives its rows, from 1.
  Result<Grid> ReadSheet(std::size_t index, std::vector<std::size_t>* numbers = nullptr) const;

 private:
  struct Sheet {
    std::string name;
    std::uint32_t begin = 0;  // in the stream
  };
  Result<void> ReadGlobals();

  std::string stream_;
  bool is_biff8_ = true;
  std::string charset_ = "windows-1252";  // of BIFF5
  std::vector<Sheet> sheets_;
  std::vector<std::string> shared_strings_;
};

}  // namespace fxlake::sources
