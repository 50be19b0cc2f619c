// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/map_run.h"

#include "fxlake/asl/expression/timestamp.h"
#include "fxlake/asl/expression/uuid.h"
#include "fxlake/asl/run/frame.h"

namespace fxlake::asl {

MapRun::MapRun(Engine& engine, const ExecutionScope& parent, std::string_view label)
    : engine_(engine),
      id_(MakeUuid(engine.services().random)),
      machine_name_(parent.machine_name + "/" + std::string(label)),
      machine_arn_(parent.machine_arn + "/" + std::string(label)) {
  arn_ = engine.Arn("mapRun:" + machine_name_ + ":" + id_);
}

std::unique_ptr<ExecutionScope> MapRun::StartChild(const Json& input) {
  auto child = std::make_unique<ExecutionScope>();
  child->name = MakeUuid(engine_.services().random);
  child->arn = engine_.Arn("execution:" + machine_name_ + ":" + child->name);
  child->machine_name = machine_name_;
  child->machine_arn = machine_arn_;
  child->input = input;
  child->started = engine_.Now();
  engine_.Record(*child, 0, "ExecutionStarted", "", [&](HistoryEvent& event) {
    event.details_key = "executionStartedEventDetails";
    event.details = JsonObject({{"input", input.Dump()}, {"mapRunArn", arn_}});
  });
  return child;
}

void MapRun::EndChild(ExecutionScope& child, std::uint64_t last_event, const Evaluated<Json>& outcome) {
  engine_.Record(
      child, last_event, outcome ? "ExecutionSucceeded" : "ExecutionFailed", "", [&](HistoryEvent& event) {
        event.details_key = outcome ? "executionSucceededEventDetails" : "executionFailedEventDetails";
        event.details =
            outcome ? JsonObject({{"output", outcome->Dump()}})
                    : JsonObject({{"error", outcome.error().error}, {"cause", outcome.error().cause}});
      });
}

void MapRun::KeepResult(const ExecutionScope& child, const Json& input, const Evaluated<Json>& outcome) {
  auto record = JsonObject({{"ExecutionArn", child.arn},
                            {"Input", input.Dump()},
                            {"InputDetails", JsonObject({{"Included", true}})},
                            {"Name", child.name},
                            {"StartDate", FormatTimestamp(child.started)},
                            {"StateMachineArn", child.machine_arn},
                            {"Status", outcome ? "SUCCEEDED" : "FAILED"},
                            {"StopDate", FormatTimestamp(engine_.Now())}});
  if (outcome) {
    record.Set("Output", outcome->Dump());
    record.Set("OutputDetails", JsonObject({{"Included", true}}));
    succeeded_.push_back(std::move(record));
  } else {
    record.Set("Error", outcome.error().error);
    record.Set("Cause", outcome.error().cause);
    failed_.push_back(std::move(record));
  }
}

// NONE keeps the records; COMPACT their outputs; FLATTEN concatenates outputs that are arrays.
Json MapRun::Shaped(const Json::Array& records, const ResultWriter& writer) const {
  if (writer.with_details) return Json(records);
  Json::Array outputs;
  for (const auto& record : records) {
    const auto* text = record.Find("Output");
    auto output = text == nullptr ? Json(record) : Json::Parse(text->string()).value_or(Json());
    if (writer.flatten && output.is_array()) {
      outputs.insert(outputs.end(), output.array().begin(), output.array().end());
    } else {
      outputs.push_back(std::move(output));
    }
  }
  return Json(std::move(outputs));
}

Evaluated<Json> MapRun::WriteFile(const std::string& bucket, const std::string& key,
                                  const Json::Array& records, const ResultWriter& writer) {
  if (records.empty()) return Json::EmptyArray();
  const auto shaped = Shaped(records, writer);
  std::string text;
  if (writer.as_jsonl) {
    for (const auto& record : shaped.array()) text += record.Dump() + "\n";
  } else {
    text = shaped.Dump();
  }
  const auto written = engine_.services().objects->Put(bucket + "/" + key, text, env::Always());
  if (!written)
    return Failure{std::string(error_name::kResultWriterFailed),
                   "writing s3://" + bucket + "/" + key + ": " + written.error().message()};
  return Json(Json::Array{JsonObject({{"Key", key}, {"Size", text.size()}})});
}

Evaluated<Json> MapRun::WriteResults(Frame& frame, const ResultWriter& writer) {
  if (writer.resource.empty()) return Shaped(succeeded_, writer);
  auto parameters = Json::EmptyObject();
  if (writer.parameters) {
    Scope scope{frame.effective_input(), frame};
    auto evaluated = writer.parameters->Evaluate(scope);
    if (!evaluated) return frame.Located(std::move(evaluated).error());
    parameters = *std::move(evaluated);
  }
  const auto bucket = parameters.StringAt("Bucket").value_or("");
  auto prefix = parameters.StringAt("Prefix").value_or("");
  if (bucket.empty() || engine_.services().objects == nullptr) {
    return Failure{
        std::string(error_name::kResultWriterFailed),
        bucket.empty() ? "the ResultWriter has no Bucket" : "there is no object store to write results to"};
  }
  if (!prefix.empty() && !prefix.ends_with('/')) prefix += '/';
  prefix += id_ + "/";
  const std::string extension = writer.as_jsonl ? ".jsonl" : ".json";
  ASSIGN_OR_RETURN(auto succeeded, WriteFile(bucket, prefix + "SUCCEEDED_0" + extension, succeeded_, writer));
  ASSIGN_OR_RETURN(auto failed, WriteFile(bucket, prefix + "FAILED_0" + extension, failed_, writer));
  const auto files = JsonObject(
      {{"FAILED", std::move(failed)}, {"PENDING", Json::EmptyArray()}, {"SUCCEEDED", std::move(succeeded)}});
  const auto manifest =
      JsonObject({{"DestinationBucket", bucket}, {"MapRunArn", arn_}, {"ResultFiles", files}});
  const auto key = prefix + "manifest.json";
  const auto written = engine_.services().objects->Put(bucket + "/" + key, manifest.Dump(), env::Always());
  if (!written)
    return Failure{std::string(error_name::kResultWriterFailed),
                   "writing s3://" + bucket + "/" + key + ": " + written.error().message()};
  return JsonObject(
      {{"MapRunArn", arn_}, {"ResultWriterDetails", JsonObject({{"Bucket", bucket}, {"Key", key}})}});
}

}  // namespace fxlake::asl
