// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/program.h"

#include <gtest/gtest.h>

namespace fxlake::env {
namespace {

constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20;

// The output of a shell that runs a command with one line of input.
Result<std::string> Printed(const std::string& command, std::uint64_t max_memory = 0) {
  return RunProgram(
      {.arguments = {"sh", "-c", "read -r line; " + command}, .input = "begin\n", .max_memory = max_memory});
}

TEST(RunProgram, GivesWhatIsPrinted) {
  EXPECT_EQ(Printed("echo $line").value_or("failed"), "begin\n");
  EXPECT_EQ(Printed("exit 3").error().message(), "sh failed");
  EXPECT_EQ(RunProgram({.arguments = {"fxlake-has-no-such-program"}}).error().kind(), ErrorKind::unavailable);
}

TEST(RunProgram, LimitsItsMemory) {
  const std::string large = "dd if=/dev/zero of=/dev/null bs=200M count=1 2>/dev/null && echo done";
  EXPECT_EQ(Printed(large).value_or("failed"), "done\n");
  EXPECT_EQ(Printed(large, 300 * kMegabyte).value_or("failed"), "done\n");
  EXPECT_EQ(Printed(large, 100 * kMegabyte).value_or("failed"), "failed");
}

}  // namespace
}  // namespace fxlake::env
