// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace fxlake::env {

// Which process it is, so that another process can ask later whether it still runs.
struct ProcessIdentity {
  std::string machine;  // this start of this machine, and its space of process numbers
  std::int64_t number = 0;
  std::string started;  // tells it from a later process of the same number
  friend bool operator==(const ProcessIdentity&, const ProcessIdentity&) = default;
};

// The processes of this machine. Safe to use from several threads.
class Processes {
 public:
  virtual ~Processes() = default;
  virtual ProcessIdentity Self() = 0;
  // True only when it is certain: of a process elsewhere nothing is known.
  virtual bool HasEnded(const ProcessIdentity& process) = 0;
};

// By /proc of Linux.
class SystemProcesses : public Processes {
 public:
  ProcessIdentity Self() override;
  bool HasEnded(const ProcessIdentity& process) override;
};

}  // namespace fxlake::env
