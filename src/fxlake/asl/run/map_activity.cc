// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/map_activity.h"

#include <limits>

#include "fxlake/asl/run/data_size.h"
#include "fxlake/base/excerpt.h"

namespace fxlake::asl {
namespace {

constexpr std::int64_t kMostItems = 100'000'000;

}  // namespace

Step MapActivity::Begin() {
  if (auto failure = ReadSettings()) return Evaluated<Json>(*std::move(failure));
  auto items = Items();
  if (!items) return Evaluated<Json>(std::move(items).error());
  items_ = *std::move(items);
  if (map_.batcher) {
    if (auto failure = MakeBatches()) return Evaluated<Json>(*std::move(failure));
  }
  outputs_.resize(Count());
  failed_.resize(Count());
  frame_.Record("MapStateStarted", [&](HistoryEvent& event) {
    event.details_key = "mapStateStartedEventDetails";
    event.details = JsonObject({{"length", Count()}});
  });
  if (map_.distributed) {
    run_.emplace(frame_.engine(), frame_.execution(), map_.label.empty() ? frame_.state().name : map_.label);
    frame_.Record("MapRunStarted", [&](HistoryEvent& event) {
      event.details_key = "mapRunStartedEventDetails";
      event.details = JsonObject({{"mapRunArn", run_->arn()}});
    });
  }
  if (Count() == 0) return Ended();
  if (auto failure = StartMore()) return Failed(*std::move(failure));
  return std::nullopt;
}

std::optional<Failure> MapActivity::ReadSettings() {
  auto concurrency = frame_.WholeFrom(map_.max_concurrency, "MaxConcurrency", 0, kMostItems);
  if (!concurrency) return std::move(concurrency).error();
  auto count = frame_.WholeFrom(map_.tolerated_count, "ToleratedFailureCount", 0, kMostItems);
  if (!count) return std::move(count).error();
  auto percentage = frame_.NumberFrom(map_.tolerated_percentage, "ToleratedFailurePercentage", 0, 100);
  if (!percentage) return std::move(percentage).error();
  const auto& limits = frame_.engine().options().limits;
  const auto most = map_.distributed ? limits.distributed_concurrency : limits.inline_concurrency;
  const auto requested = static_cast<std::size_t>(concurrency->value_or(0));
  concurrency_ = std::max<std::size_t>(requested == 0 ? most : std::min(requested, most), 1);
  tolerated_count_ = *count;
  tolerated_percentage_ = *percentage;
  return std::nullopt;
}

Evaluated<MapItems> MapActivity::Items() {
  if (map_.reader) {  // ItemsPath applies only to items from the state's input
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    auto most = frame_.WholeFrom(map_.reader->max_items, "MaxItems", -kMost, kMost);
    if (!most) return std::move(most).error();
    if (most->value_or(0) < 0)
      return Failure{std::string(error_name::kItemReaderFailed), "field MaxItems must be positive"};
    ASSIGN_OR_RETURN(const auto source, Source(*map_.reader));
    const auto limit = most->value_or(0) == 0 ? kMostItems : std::min(**most, kMostItems);  // 0 is no limit
    return ReadItems(*map_.reader, source, static_cast<std::size_t>(limit), frame_.engine().Now(),
                     frame_.engine().services().objects);
  }
  Scope scope{frame_.effective_input(), frame_};
  if (map_.items) {
    auto value = map_.items->Evaluate(scope);
    if (!value) return frame_.Located(std::move(value).error());
    if (auto items = ItemsOf(*value)) return items;
    return frame_.Located({std::string(error_name::kQueryEvaluationError),
                           "The field 'Items' must be an array or an object, but was: " +
                               std::string(Excerpt(value->Dump(), 1000))});
  }
  auto value = map_.items_path.Evaluate(scope, "ItemsPath");
  if (!value) return frame_.Located(std::move(value).error());
  auto items = ItemsOf(*value);
  if (items) return items;
  return frame_.Located(
      RuntimeFailure("Reference path \"" + map_.items_path.text() + "\" must point to array."));
}

Evaluated<ItemSource> MapActivity::Source(const ItemReader& reader) {
  Json parameters = Json::EmptyObject();
  if (reader.parameters) {
    Scope scope{frame_.effective_input(), frame_};
    auto evaluated = reader.parameters->Evaluate(scope);
    if (!evaluated) return frame_.Located(std::move(evaluated).error());
    parameters = *std::move(evaluated);
  }
  const auto text = [&](std::string_view key) { return parameters.StringAt(key).value_or(""); };
  return ItemSource{text("Bucket"), text("Key"), text("Prefix")};
}

std::optional<Failure> MapActivity::MakeBatches() {
  auto most_items = frame_.WholeFrom(map_.batcher->max_items, "MaxItemsPerBatch", 1, kMostItems);
  if (!most_items) return std::move(most_items).error();
  auto most_bytes = frame_.WholeFrom(map_.batcher->max_bytes, "MaxInputBytesPerBatch", 1, kMostItems);
  if (!most_bytes) return std::move(most_bytes).error();
  auto head = Json::EmptyObject();
  if (map_.batcher->batch_input) {
    Scope scope{frame_.effective_input(), frame_};
    auto input = map_.batcher->batch_input->Evaluate(scope);
    if (!input) return frame_.Located(std::move(input).error());
    head.Set("BatchInput", *std::move(input));
  }
  // An item that exceeds the limit by itself still makes a batch, which then fails.
  const auto item_limit = static_cast<std::size_t>(most_items->value_or(kMostItems));
  const auto byte_limit = static_cast<std::size_t>(most_bytes->value_or(kMostItems));
  const auto head_bytes = head.Dump().size() + std::string_view(R"(,"Items":[])").size();
  Json::Array batch;
  std::size_t bytes = head_bytes;
  const auto end_batch = [&] {
    auto input = head;
    input.Set("Items", Json(std::exchange(batch, {})));
    batches_.push_back(std::move(input));
    bytes = head_bytes;
  };
  for (std::size_t i = 0; i < items_.values.size(); ++i) {
    auto item = InputOf(i);
    if (!item) return std::move(item).error();
    const auto size = item->Dump().size() + 1;
    if (!batch.empty() && (batch.size() == item_limit || bytes + size > byte_limit)) end_batch();
    batch.push_back(*std::move(item));
    bytes += size;
  }
  if (!batch.empty()) end_batch();
  batched_ = true;
  return std::nullopt;
}

Evaluated<Json> MapActivity::InputOf(std::size_t index) {
  if (batched_) return batches_[index];
  auto& value = items_.values[index];
  if (!map_.item_selector && items_.keys.empty()) return value;
  if (!map_.item_selector) return JsonObject({{"Key", items_.keys[index]}, {"Value", value}});
  frame_.set_item(
      MapItem{index, value, items_.keys.empty() ? std::nullopt : std::optional(items_.keys[index])});
  Scope scope{frame_.effective_input(), frame_};
  auto selected = map_.item_selector->Evaluate(scope);
  frame_.set_item(std::nullopt);
  if (selected) return selected;
  return frame_.Located(std::move(selected).error());
}

std::optional<Failure> MapActivity::StartMore() {
  auto& engine = frame_.engine();
  const bool crowded = !running_.empty() && engine.frame_count() >= engine.options().limits.frames;
  if (more_scheduled_ || crowded || running_.size() >= concurrency_ || next_ == Count()) return std::nullopt;
  auto input = InputOf(next_);
  if (!input) return std::move(input).error();
  if (auto too_large = frame_.CheckSize(*input, frame_.state().name)) return too_large;
  more_scheduled_ = true;
  engine.ScheduleNext({.frame = frame_.id(), .serial = frame_.serial(), .reason = WakeReason::start_more});
  StartIteration(next_++, *std::move(input));
  return std::nullopt;
}

void MapActivity::StartIteration(std::size_t index, Json input) {
  Iteration iteration;
  if (run_) {
    iteration.execution = run_->StartChild(input);
    iteration.input = input;
  } else {
    frame_.Record("MapIterationStarted", [&](HistoryEvent& event) {
      event.details_key = "mapIterationStartedEventDetails";
      event.details = JsonObject({{"name", frame_.state().name}, {"index", index}});
    });
  }
  FrameOrigin origin{
      .parent = &frame_,
      .parent_serial = frame_.serial(),
      .child = index,
      .isolated = map_.distributed,
      .last_event = run_ ? iteration.execution->last_event_id : frame_.last_event(),
      .item = batched_ || run_ ? std::nullopt
                               : std::optional(MapItem{
                                     index, items_.values[index],
                                     items_.keys.empty() ? std::nullopt : std::optional(items_.keys[index])}),
      .input = std::move(input)};
  auto& execution = run_ ? *iteration.execution : frame_.execution();
  iteration.frame = std::make_unique<Frame>(frame_.engine(), *map_.processor, execution, std::move(origin));
  frame_.engine().ScheduleNext(
      {.frame = iteration.frame->id(), .serial = iteration.frame->serial(), .reason = WakeReason::start});
  running_.emplace(index, std::move(iteration));
}

Step MapActivity::OnWake(Wake& wake) {
  if (wake.reason == WakeReason::start_more) {
    more_scheduled_ = false;
    if (auto failure = StartMore()) return Failed(*std::move(failure));
    return std::nullopt;
  }
  const auto found = running_.find(wake.child);
  auto iteration = std::move(found->second);
  running_.erase(found);
  auto outcome = iteration.frame->TakeOutcome();
  if (run_) {
    run_->EndChild(*iteration.execution, iteration.frame->last_event(), outcome);
    if (map_.writer) run_->KeepResult(*iteration.execution, iteration.input, outcome);
  } else {
    frame_.set_last_event(iteration.frame->last_event());
  }
  iteration.frame.reset();
  Finished(wake.child, outcome);
  if (!outcome) {
    failed_[wake.child] = true;
    ++failures_;
    if (!run_) return Failed(std::move(outcome).error());
    if (TooManyFailures()) {
      return Failed({std::string(error_name::kExceedToleratedFailureThreshold),
                     "The specified tolerated failure threshold was exceeded"});
    }
  } else if (!map_.writer) {
    outputs_[wake.child] = *std::move(outcome);
  }
  if (auto failure = StartMore()) return Failed(*std::move(failure));
  return running_.empty() && next_ == Count() ? Ended() : std::nullopt;
}

void MapActivity::Finished(std::size_t index, const Evaluated<Json>& outcome) {
  if (run_) return;
  const bool succeeded = outcome.has_value();
  frame_.Record(succeeded ? "MapIterationSucceeded" : "MapIterationFailed", [&](HistoryEvent& event) {
    event.details_key = succeeded ? "mapIterationSucceededEventDetails" : "mapIterationFailedEventDetails";
    event.details = JsonObject({{"name", frame_.state().name}, {"index", index}});
  });
}

bool MapActivity::TooManyFailures() const {
  if (!tolerated_count_ && !tolerated_percentage_) return true;
  if (tolerated_count_ && failures_ > static_cast<std::size_t>(*tolerated_count_)) return true;
  return tolerated_percentage_ &&
         100.0 * static_cast<double>(failures_) > *tolerated_percentage_ * static_cast<double>(Count());
}

Step MapActivity::Failed(Failure failure) {
  running_.clear();
  if (run_) {
    frame_.Record("MapRunFailed", [&](HistoryEvent& event) {
      event.details_key = "mapRunFailedEventDetails";
      event.details = JsonObject({{"error", failure.error}, {"cause", failure.cause}});
    });
  }
  return Evaluated<Json>(std::move(failure));
}

// Tolerated failed items have no output.
Step MapActivity::Ended() {
  Evaluated<Json> result;
  if (map_.writer && run_) {
    result = run_->WriteResults(frame_, *map_.writer);
    if (!result) return Failed(std::move(result).error());
  } else if (failures_ == 0) {
    result = Json(std::move(outputs_));
  } else {
    Json::Array succeeded;
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      if (!failed_[i]) succeeded.push_back(std::move(outputs_[i]));
    }
    result = Json(std::move(succeeded));
  }
  if (run_) frame_.Record("MapRunSucceeded");
  frame_.Record("MapStateSucceeded");
  return result;
}

}  // namespace fxlake::asl
