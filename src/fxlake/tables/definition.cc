// SPDX-License-Identifier: Apache-2.0
#include "fxlake/tables/definition.h"

#include "fxlake/lake/open_table_file.h"

namespace fxlake::tables {

const iceberg::TableSchema& SchemaOf(lake::Table table) {
  static const auto kSchemaOf = [](lake::Table of) {
    return iceberg::TableSchema{
        lake::OpenTableSchema(of), "source", "date", {"date", "base_currency", "target_currency"}};
  };
  static const auto kRates = kSchemaOf(lake::Table::exchange_rates);
  static const auto kRevisions = kSchemaOf(lake::Table::exchange_rates_revisions);
  return table == lake::Table::exchange_rates ? kRates : kRevisions;
}

iceberg::TablePlace PlaceOf(env::ObjectStore& processed, const std::string& root, lake::Table table) {
  const auto folder = lake::OpenTableFolder(table);
  return {processed, folder, root + "/" + folder};
}

}  // namespace fxlake::tables
