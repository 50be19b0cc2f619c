// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "fxlake/aws/json_service.h"

namespace fxlake::aws {

// Iceberg tables of one database of the AWS Glue Data Catalog, which are made elsewhere: each has the
// location of the metadata file that counts as a parameter. One thread at a time.
class GlueCatalog {
 public:
  GlueCatalog(std::string database, const std::string& region, const AwsContext& aws_context,
              env::RetryPolicy policy = {});

  // Makes a table point to metadata_location, which has that version (v7.metadata.json: 7), unless it points
  // to it or to a later one of the same folder. By compare-and-swap of the table's VersionId, without an
  // archive of its versions. Errors: not_found (no such table), denied, conflict when others were first again
  // and again.
  Result<void> Point(const std::string& table, const std::string& metadata_location, std::uint64_t version);

 private:
  Result<bool> TryOnce(const std::string& table, const std::string& metadata_location, std::uint64_t version);

  std::string database_;
  JsonService glue_;
};

}  // namespace fxlake::aws
