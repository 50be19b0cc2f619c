// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/table_publisher.h"

#include "fxlake/aws/endpoint.h"
#include "fxlake/aws/open_store.h"

namespace fxlake::cloud {
namespace {

class GluePointer : public tables::CatalogPointer {
 public:
  GluePointer(const std::string& database, const std::string& region, const aws::AwsContext& aws_context)
      : catalog_(database, region, aws_context) {}

  // Beside each projected table of the database there is one of this name.
  Result<void> Move(lake::Table table, const std::string& metadata_location, std::uint64_t version) override {
    return catalog_.Point(std::string(lake::NameOf(table)) + "_iceberg", metadata_location, version);
  }

 private:
  aws::GlueCatalog catalog_;
};

}  // namespace

Result<std::unique_ptr<TablePublisher>> TablePublisher::Open(const Settings& settings,
                                                             env::ObjectStore& processed,
                                                             const aws::AwsContext& aws_context) {
  if (settings.tables == "false") return std::unique_ptr<TablePublisher>();
  if (settings.tables != "true")
    return InvalidInput("reading the environment: FXLAKE_TABLES is true or false, not \"" + settings.tables +
                        "\"");
  auto tables = std::make_unique<TablePublisher>();
  if (!settings.catalog_database.empty()) {
    ASSIGN_OR_RETURN(const auto region, aws::ConfiguredRegion(aws_context));
    if (region.empty()) return InvalidInput("FXLAKE_CATALOG_DATABASE is set, and AWS_REGION is not");
    tables->pointer_ = std::make_unique<GluePointer>(settings.catalog_database, region, aws_context);
  }
  ASSIGN_OR_RETURN(auto root, aws::RootOf(settings.lake, aws_context));
  tables->publisher_ = std::make_unique<tables::Publisher>(tables::PublisherContext{
      processed, std::move(root), aws_context.clock, aws_context.random, tables->pointer_.get()});
  return tables;
}

}  // namespace fxlake::cloud
