// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "fxlake/asl/run/history.h"
#include "fxlake/env/object_store.h"

namespace fxlake::pipeline {

// Stores an execution's events in the lake as JSON lines, in objects numbered by their first event. Flush
// writes them; it is called before each task, so that a killed execution's history shows what it was about to
// do. Thread-safe.
class RunHistory : public asl::HistorySink {
 public:
  RunHistory(env::ObjectStore& store, std::string execution)
      : store_(store), execution_(std::move(execution)) {}

  void Record(const asl::HistoryEvent& event) override;
  // Store errors are kept for `problem`: a failing history must not end a run.
  void Flush();
  Result<void> problem() const;

 private:
  env::ObjectStore& store_;
  const std::string execution_;
  mutable std::mutex guard_;
  std::mutex writing_;
  std::string lines_;
  std::uint64_t recorded_ = 0;
  std::uint64_t first_ = 1;  // of lines_
  Result<void> problem_;
};

// The stored events of an execution, in order; empty when there is no such execution.
Result<std::vector<Json>> ReadHistory(env::ObjectStore& store, const std::string& execution);

}  // namespace fxlake::pipeline
