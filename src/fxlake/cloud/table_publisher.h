// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/aws/glue_catalog.h"
#include "fxlake/cloud/settings.h"
#include "fxlake/tables/publisher.h"

namespace fxlake::cloud {

// The open tables of the lake that the settings name, and the catalog that points to them.
class TablePublisher {
 public:
  // nullptr where the settings turn the tables off.
  static Result<std::unique_ptr<TablePublisher>> Open(const Settings& settings, env::ObjectStore& processed,
                                                      const aws::AwsContext& aws_context);

  tables::Publisher& publisher() { return *publisher_; }

 private:
  std::unique_ptr<tables::CatalogPointer> pointer_;
  std::unique_ptr<tables::Publisher> publisher_;
};

}  // namespace fxlake::cloud
