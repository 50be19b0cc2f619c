// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

namespace fxlake::asl {

// One event of an execution, as in AWS's GetExecutionHistory.
struct HistoryEvent {
  Instant timestamp;
  std::string_view type;  // "TaskStateEntered", ...
  std::uint64_t id = 0;   // from 1 in each execution
  std::uint64_t previous_id = 0;
  std::string execution;    // ARN; items of a distributed Map are separate executions
  std::string state;        // its state; "" for events of the execution
  std::string details_key;  // "stateEnteredEventDetails", ...; "" without details
  Json details;
  Json parameters;  // of TaskScheduled: the task's parameters as JSON
};

// {"timestamp","type","id","previousEventId","executionArn","state", DETAILS_KEY: {..}}, and "parameters" for
// TaskScheduled.
Json ToJson(const HistoryEvent& event);

// Receives events as they occur.
class HistorySink {
 public:
  virtual ~HistorySink() = default;
  virtual void Record(const HistoryEvent& event) = 0;
};

// Keeps events in memory, for tests and queries about a run.
class HistoryInMemory : public HistorySink {
 public:
  void Record(const HistoryEvent& event) override { events_.push_back(event); }
  const std::vector<HistoryEvent>& events() const { return events_; }

 private:
  std::vector<HistoryEvent> events_;
};

}  // namespace fxlake::asl
