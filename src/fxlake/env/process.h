// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace fxlake::env {

// Identifies a process, so that another process can check later whether it still runs.
struct ProcessIdentity {
  std::string machine;  // boot id of the machine and its PID namespace
  std::int64_t number = 0;
  std::string started;  // start time; distinguishes a later process with the same PID
  friend bool operator==(const ProcessIdentity&, const ProcessIdentity&) = default;
};

// The processes of this machine. Thread-safe.
class Processes {
 public:
  virtual ~Processes() = default;
  virtual ProcessIdentity Self() = 0;
  // True only when certain; false for processes of other machines.
  virtual bool HasEnded(const ProcessIdentity& process) = 0;
};

// Implementation by Linux's /proc.
class SystemProcesses : public Processes {
 public:
  ProcessIdentity Self() override;
  bool HasEnded(const ProcessIdentity& process) override;
};

}  // namespace fxlake::env
