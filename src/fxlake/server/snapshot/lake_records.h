// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/lake/quarantine.h"
#include "fxlake/telemetry/open_metrics.h"

namespace fxlake::server {

// A run, from its report.
struct RunRecord {
  std::string name;
  bool is_finished = false;          // it has a report
  Json summary = {};                 // as /api/v1/runs shows it
  Json quality = {};                 // as /api/v1/quality shows it; null when it checked nothing
  std::vector<std::string> fetches;  // keys of its fetch records

  friend bool operator==(const RunRecord&, const RunRecord&) = default;
};

struct QuarantinedSource {
  std::string source;
  std::uint64_t count = 0;  // rows of all objects that were read
  bool is_complete = true;  // false: the lake has more than was read or kept
  std::vector<std::pair<std::string, lake::RejectedRow>> rows;  // each with its fetch record's key

  friend bool operator==(const QuarantinedSource&, const QuarantinedSource&) = default;
};

// The runs and the quarantine of a lake at one time. Immutable.
struct LakeRecords {
  std::size_t run_count = 0;    // the total number
  std::vector<RunRecord> runs;  // the newest ones, that which began last first
  // the measurements of the runs that were read, as telemetry publishes them
  telemetry::MetricValues measured;
  std::optional<Error> runs_error;  // why the above are those of an earlier time
  std::vector<QuarantinedSource> quarantine;
  std::optional<Error> quarantine_error;

  // The run that made a fetch, among those kept.
  const RunRecord* FindRunOf(std::string_view fetch_record) const;

  friend bool operator==(const LakeRecords&, const LakeRecords&) = default;
};

}  // namespace fxlake::server
