// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/process.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace fxlake::env {
namespace {

std::string ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// "" of a process that is not there, or that only waits for its parent to look. proc(5): field 3 of
// /proc/PID/stat is the state, field 22 the start in clock ticks since boot; the name in field 2 may hold
// blanks and parentheses.
std::string StartOf(std::int64_t number) {
  const auto stat = ReadWhole("/proc/" + std::to_string(number) + "/stat");
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
  auto boot = ReadWhole("/proc/sys/kernel/random/boot_id");
  while (!boot.empty() && boot.back() == '\n') boot.pop_back();
  std::error_code error;
  return boot + " " + std::filesystem::read_symlink("/proc/self/ns/pid", error).string();
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
