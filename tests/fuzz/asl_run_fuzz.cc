// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/asl/run/execution.h"

namespace {

// Answers each task with its parameters.
class Echo : public fxlake::asl::TaskRunner {
 public:
  void Start(fxlake::asl::TaskRequest request, fxlake::asl::TaskReply reply) override {
    reply.Succeed(std::move(request.parameters));
  }
};

}  // namespace

// The first line is the input, the rest a definition: every execution ends within its limits.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const std::string_view text(data, size);
  const auto line = text.substr(0, text.find('\n'));
  const auto input = fxlake::Json::Parse(line);
  const auto definition = fxlake::asl::ReadDefinition(text.substr(std::min(line.size() + 1, text.size())));
  if (!input || definition.machine == nullptr) return 0;
  fxlake::env::ManualClock clock(fxlake::Instant::FromMicros(1'776'000'000'000'000));
  fxlake::env::SeededRandom random(1);
  Echo tasks;
  fxlake::asl::ExecutionOptions options;
  options.virtual_time = true;
  options.limits.events = 2'000;
  options.limits.state_data_bytes = 10'000;
  const auto result = fxlake::asl::Execute(*definition.machine, *input, {clock, random, &tasks}, options);
  if (result.status == fxlake::asl::ExecutionStatus::aborted) std::abort();
  return 0;
}
