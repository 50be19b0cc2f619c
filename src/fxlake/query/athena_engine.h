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
  std::string output;  // s3://...; "" when the work group defines the location
  std::chrono::milliseconds longest_wait{
      1'800'000};  // time-out after which the statement is stopped; equals Athena's own
};

// Amazon Athena: each Run is one statement, polled at growing intervals; its result is read page by page.
class AthenaEngine : public Engine {
 public:
  AthenaEngine(AthenaOptions options, const aws::AwsContext& aws_context)
      : options_(std::move(options)),
        aws_context_(aws_context),
        service_({"athena", "AmazonAthena"}, options_.region, aws_context_) {}
  Result<void> Run(const std::string& sql, RowSink& sink) override;
  // Bytes scanned by the last Run, as reported by Athena.
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

// The price of a statement in micro-dollars: five dollars per 10^12 bytes, at least ten megabytes. The list
// price of most regions (2026); a statement without a scan is free.
std::uint64_t AthenaMicroDollars(std::uint64_t scanned_bytes);

}  // namespace fxlake::query
