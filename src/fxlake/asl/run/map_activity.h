// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "fxlake/asl/run/frame.h"
#include "fxlake/asl/run/map_items.h"
#include "fxlake/asl/run/map_run.h"

namespace fxlake::asl {

// The iterations of a Map state. An iteration is created only when it may start, so memory depends on the
// concurrency and the results, not on the number of items.
class MapActivity final : public Activity {
 public:
  MapActivity(Frame& frame, const MapState& map) : frame_(frame), map_(map) {}

  Step Begin();
  Step OnWake(Wake& wake) override;

 private:
  struct Iteration {
    std::unique_ptr<ExecutionScope> execution;  // its own execution, when distributed
    std::unique_ptr<Frame> frame;
    Json input;
  };

  std::optional<Failure> ReadSettings();
  Evaluated<MapItems> Items();
  Evaluated<ItemSource> Source(const ItemReader& reader);
  std::optional<Failure> MakeBatches();
  Evaluated<Json> InputOf(std::size_t index);
  std::size_t Count() const { return batched_ ? batches_.size() : items_.values.size(); }
  // Starts at most one iteration and schedules itself to run again once that iteration waits or ends, so
  // iterations that never wait run one at a time. Returns a failure when the input of an iteration cannot be
  // built.
  std::optional<Failure> StartMore();
  void StartIteration(std::size_t index, Json input);
  void Finished(std::size_t index, const Evaluated<Json>& outcome);
  Step Ended();
  Step Failed(Failure failure);
  bool TooManyFailures() const;

  Frame& frame_;
  const MapState& map_;
  MapItems items_;
  bool batched_ = false;
  Json::Array batches_;  // the inputs, when there is an ItemBatcher
  Json::Array outputs_;
  std::vector<bool> failed_;
  std::unordered_map<std::size_t, Iteration> running_;
  std::size_t next_ = 0;
  bool more_scheduled_ = false;
  std::size_t concurrency_ = 1;
  std::size_t failures_ = 0;
  std::optional<std::int64_t> tolerated_count_;
  std::optional<double> tolerated_percentage_;
  std::optional<MapRun> run_;  // when distributed
};

}  // namespace fxlake::asl
