// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>
#include <vector>

#include "fxlake/asl/run/execution.h"
#include "fxlake/env/memory_store.h"

namespace {

// A distributed Map over an object, for each item format, unbatched and batched.
std::vector<fxlake::asl::Definition> Machines() {
  std::vector<fxlake::asl::Definition> machines;
  for (const std::string form :
       {R"("InputType":"JSON")", R"("InputType":"JSONL")",
        R"("InputType":"CSV","CSVHeaderLocation":"FIRST_ROW")",
        R"("InputType":"CSV","CSVHeaderLocation":"GIVEN","CSVHeaders":["a","b"],"CSVDelimiter":"SEMICOLON")",
        R"("InputType":"MANIFEST")"}) {
    for (const std::string batch :
         {"", R"("ItemBatcher":{"MaxItemsPerBatch":2,"MaxInputBytesPerBatch":1000},)"}) {
      machines.push_back(fxlake::asl::ReadDefinition(
          R"({"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ToleratedFailurePercentage":50,)" +
          batch + R"("ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{)" + form +
          R"(},"Parameters":{"Bucket":"b","Key":"k"}},"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},
            "StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}})"));
      if (machines.back().machine == nullptr) std::abort();
    }
  }
  return machines;
}

}  // namespace

// The first byte selects a machine, the rest is the object that it reads: every item is processed, or the Map
// fails with a named error.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace fxlake;
  static const auto kMachines = Machines();
  if (size == 0) return 0;
  env::MemoryStore store;
  if (!store.Put("b/k", std::string(data + 1, size - 1), env::Always())) std::abort();
  env::ManualClock clock(Instant::FromMicros(1'776'000'000'000'000));
  env::SeededRandom random(1);
  asl::ExecutionOptions options;
  options.virtual_time = true;
  options.limits.events = 20'000;
  const auto& machine = *kMachines[static_cast<unsigned char>(data[0]) % kMachines.size()].machine;
  const auto result = asl::Execute(machine, Json::EmptyObject(), {clock, random, nullptr, &store}, options);
  if (result.status == asl::ExecutionStatus::succeeded ? !result.output.is_array()
                                                       : !result.error.starts_with("States."))
    std::abort();
  return 0;
}
