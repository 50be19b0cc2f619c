// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "fxlake/asl/definition/machine.h"
#include "fxlake/asl/run/engine.h"

namespace fxlake::asl {

class Frame;

// One run of a distributed Map: its identity, the identities of its child executions, and their results when
// a ResultWriter needs them.
class MapRun {
 public:
  MapRun(Engine& engine, const ExecutionScope& parent, std::string_view label);

  const std::string& arn() const { return arn_; }
  std::unique_ptr<ExecutionScope> StartChild(const Json& input);
  void EndChild(ExecutionScope& child, std::uint64_t last_event, const Evaluated<Json>& outcome);
  void KeepResult(const ExecutionScope& child, const Json& input, const Evaluated<Json>& outcome);

  // The state's result with a ResultWriter: with a Resource, writes the objects SUCCEEDED_0, FAILED_0 and
  // manifest.json under PREFIX/ID/ and returns their location; otherwise the outputs as the WriterConfig
  // transforms them. Errors: States.ResultWriterFailed.
  Evaluated<Json> WriteResults(Frame& frame, const ResultWriter& writer);

 private:
  Json Shaped(const Json::Array& records, const ResultWriter& writer) const;
  Evaluated<Json> WriteFile(const std::string& bucket, const std::string& key, const Json::Array& records,
                            const ResultWriter& writer);

  Engine& engine_;
  std::string id_;
  std::string arn_;
  std::string machine_name_;
  std::string machine_arn_;
  Json::Array succeeded_;
  Json::Array failed_;
};

}  // namespace fxlake::asl
