// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/quality/compile.h"
#include "fxlake/quality/parse.h"

// Any rules become one statement per engine, or an error with a position.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace fxlake;
  const auto rules = quality::ParseDqdl(std::string_view(data, size));
  if (!rules) return 0;
  const std::vector<query::Column> columns = {{"base_currency", "VARCHAR", query::ValueKind::text},
                                              {"rate", "DECIMAL(18,10)", query::ValueKind::decimal},
                                              {"date", "DATE", query::ValueKind::date}};
  for (const auto dialect : {query::Dialect::duckdb, query::Dialect::athena, query::Dialect::trino}) {
    if (quality::CompileRules(*rules, {.dialect = dialect, .columns = columns}).empty()) std::abort();
  }
  return 0;
}
