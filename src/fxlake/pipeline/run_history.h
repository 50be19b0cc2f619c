// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "fxlake/asl/run/history.h"
#include "fxlake/env/object_store.h"

namespace fxlake::pipeline {

// Keeps the events of an execution under it in the lake, as lines of JSON in objects numbered by their first
// event. What was recorded is written by Flush: before each task, so that a killed execution tells what it
// was about to do. Safe to use from several threads.
class RunHistory : public asl::HistorySink {
 public:
  RunHistory(env::ObjectStore& store, std::string execution)
      : store_(store), execution_(std::move(execution)) {}

  void Record(const asl::HistoryEvent& event) override;
  // Errors of the store are kept for `problem`: history must not end a run.
  void Flush();
  Result<void> problem() const;

 private:
  env::ObjectStore& store_;
  const std::string execution_;
  mutable std::mutex guard_;
  std::mutex writing_;
  std::string lines_;
  std::uint64_t recorded_ = 0;
  std::uint64_t first_ = 1;  // of `lines_`
  Result<void> problem_;
};

// The events of an execution, in order, as they were kept; none when there is no such execution.
Result<std::vector<Json>> ReadHistory(env::ObjectStore& store, const std::string& execution);

}  // namespace fxlake::pipeline
