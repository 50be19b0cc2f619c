// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "fxlake/aws/json_service.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

struct AthenaOptions {
  std::string region;
  std::string database;
  std::string work_group = "primary";
  std::string output;  // s3://...; "" when the work group says where results go
  std::chrono::milliseconds longest_wait{
      1'800'000};  // then the statement is stopped; Athena itself gives it as long
};

// Amazon Athena: one statement a Run, asked about ever less often, its result taken page by page.
class AthenaEngine : public Engine {
 public:
  AthenaEngine(AthenaOptions options, const aws::AwsContext& aws_context)
      : options_(std::move(options)),
        aws_context_(aws_context),
        service_({"athena", "AmazonAthena"}, options_.region, aws_context_) {}
  Result<void> Run(const std::string& sql, RowSink& sink) override;
  // What the last Run read, by Athena's own count.
  std::uint64_t scanned_bytes() const { return scanned_bytes_; }

 private:
  Result<std::string> Start(const std::string& sql);
  Result<void> Wait(const std::string& id);
  Result<void> Deliver(const std::string& id, RowSink& sink);
  void Stop(const std::string& id);

  AthenaOptions options_;
  aws::AwsContext aws_context_;
  aws::JsonService service_;
  std::uint64_t scanned_bytes_ = 0;
};

// What Athena charges for a statement, in millionths of a dollar: five dollars for 10^12 bytes, of ten
// megabytes at least. The list price of most regions (2026); a statement without a scan is free.
std::uint64_t AthenaMicroDollars(std::uint64_t scanned_bytes);

}  // namespace fxlake::query
