// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "fxlake/env/file_descriptor.h"

namespace fxlake::telemetry {

// Appends lines to a file, each with a single write, so that lines of several processes do not mix.
class LineWriter {
 public:
  // Creates the file if needed, readable by owner and group.
  static Result<LineWriter> Append(const std::filesystem::path& file);
  // Writes to an open descriptor such as standard error, which the caller keeps ownership of.
  static Result<LineWriter> To(int file);

  // `line` without line break.
  Result<void> Write(std::string_view line);

 private:
  LineWriter(env::FileDescriptor file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}

  env::FileDescriptor file_;
  std::string name_;
};

}  // namespace fxlake::telemetry
