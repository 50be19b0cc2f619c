// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "fxlake/env/object_store.h"
#include "fxlake/telemetry/open_metrics.h"

namespace fxlake::server {

// The runs of a lake as they come to be. What was read of a run that has ended is remembered. Safe to use from several threads.
class RunList {
 public:
  // The store outlives it.
  explicit RunList(env::ObjectStore& processed) : processed_(processed) {}

  // Names, that of the run which began last first. Errors: the store's.
  Result<std::vector<std::string>> NewestFirst();

  // What the runs measured, as telemetry would have: of the kMostMeasured newest when it is asked for the first time, and of all that
  // ended since. Errors: the store's.
  static constexpr std::size_t kMostMeasured = 200;
  Result<telemetry::MetricValues> Measured();

 private:
  Result<std::vector<std::string>> List();
  Instant StartOf(const std::string& name);
  bool Measure(const std::string& name);

  env::ObjectStore& processed_;
  std::mutex guard_;
  std::map<std::string, Instant> starts_;
  std::map<std::string, bool> is_measured_;  // empty: nobody asked yet
  telemetry::MetricValues measured_;
};

}  // namespace fxlake::server
