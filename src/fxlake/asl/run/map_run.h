// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "fxlake/asl/definition/machine.h"
#include "fxlake/asl/run/engine.h"

namespace fxlake::asl {

class Frame;

// One run of a distributed Map: its identity, that of the executions it starts, and their results where a
// ResultWriter wants them.
class MapRun {
 public:
  MapRun(Engine& engine, const ExecutionScope& parent, std::string_view label);

  const std::string& arn() const { return arn_; }
  std::unique_ptr<ExecutionScope> StartChild(const Json& input);
  void EndChild(ExecutionScope& child, std::uint64_t last_event, const Evaluated<Json>& outcome);
  void KeepResult(const ExecutionScope& child, const Json& input, const Evaluated<Json>& outcome);

  // What the state's result is with a ResultWriter: with a Resource, objects SUCCEEDED_0, FAILED_0 and
  // manifest.json under PREFIX/ID/ are written and named; otherwise the outputs as the WriterConfig shapes
  // them. States.ResultWriterFailed when that is not possible.
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
