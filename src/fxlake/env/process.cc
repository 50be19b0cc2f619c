// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/process.h"

#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "fxlake/base/text.h"
#include "fxlake/env/local_files.h"

namespace fxlake::env {
namespace {

// "" for a process that does not exist or is a zombie. proc(5): field 3 of /proc/PID/stat is the state, field
// 22 the start time in clock ticks since boot; the name in field 2 may contain spaces and parentheses.
std::string StartOf(std::int64_t number) {
  const auto stat = ReadFile("/proc/" + std::to_string(number) + "/stat").value_or("");
  const auto name_end = stat.rfind(')');
  if (name_end == std::string::npos) return "";
  std::istringstream fields(stat.substr(name_end + 1));
  std::string field;
  for (int index = 3; index <= 22; ++index) {
    if (!(fields >> field)) return "";
    if (index == 3 && (field == "Z" || field == "X")) return "";
  }
  return field;
}

std::string Machine() {
  const auto boot = ReadFile("/proc/sys/kernel/random/boot_id").value_or("");
  std::error_code error;
  return std::string(Trim(boot)) + " " + std::filesystem::read_symlink("/proc/self/ns/pid", error).string();
}

}  // namespace

ProcessIdentity SystemProcesses::Self() {
  const std::int64_t number = getpid();
  return {.machine = Machine(), .number = number, .started = StartOf(number)};
}

bool SystemProcesses::HasEnded(const ProcessIdentity& process) {
  if (process.started.empty() || process.machine != Machine()) return false;
  return StartOf(process.number) != process.started;
}

}  // namespace fxlake::env
