// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>

#include "fxlake/sources/language/reading_budget.h"
#include "fxlake/sources/workbook/workbook.h"
#include "fxlake/sources/workbook/xls_workbook.h"

namespace {

template <typename Workbook>
void ReadSheets(const Workbook& workbook) {
  for (std::size_t i = 0; i < workbook.SheetNames().size() && i < 8; ++i)
    static_cast<void>(workbook.ReadSheet(i));
}

}  // namespace

// Any bytes are read or rejected as either kind of workbook, within the memory limit for a body of that size.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(fxlake::sources::WithinBudget(size, [&]() -> fxlake::Result<void> {
    if (const auto workbook = fxlake::sources::Workbook::Open(bytes)) ReadSheets(*workbook);
    if (const auto workbook = fxlake::sources::XlsWorkbook::Open(bytes)) ReadSheets(*workbook);
    return {};
  }));
  return 0;
}
