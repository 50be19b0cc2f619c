// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/sources/workbook/compound_file.h"
#include "fxlake/sources/workbook/workbook.h"

namespace fxlake::sources {

// The sheets of an Excel 5 to 2003 workbook ([MS-XLS], BIFF5 and BIFF8) as texts: strings, the shortest
// digits that denote the stored numbers (including dates), and nothing for errors.
class XlsWorkbook {
 public:
  // invalid_input when the bytes are not such a workbook, or an encrypted one.
  static Result<XlsWorkbook> Open(std::string_view bytes);

  std::vector<std::string> SheetNames() const;
  // The rows of a sheet by its index. Cells keep their columns; empty rows are skipped. `numbers`, if not
  // null, receives the sheet's row numbers, from 1.
  Result<Grid> ReadSheet(std::size_t index, std::vector<std::size_t>* numbers = nullptr) const;

 private:
  struct Sheet {
    std::string name;
    std::uint32_t begin = 0;  // in the stream
  };
  Result<void> ReadGlobals();

  std::string stream_;
  bool is_biff8_ = true;
  std::string charset_ = "windows-1252";  // for BIFF5
  std::vector<Sheet> sheets_;
  std::vector<std::string> shared_strings_;
};

}  // namespace fxlake::sources
