// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/line_writer.h"

#include <fcntl.h>

namespace fxlake::telemetry {

Result<LineWriter> LineWriter::Append(const std::filesystem::path& file) {
  env::FileDescriptor opened(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640));
  if (!opened.is_open()) return env::SystemError("opening " + file.string());
  return LineWriter(std::move(opened), file.string());
}

Result<LineWriter> LineWriter::To(int file) {
  env::FileDescriptor copy(::fcntl(file, F_DUPFD_CLOEXEC, 0));
  if (!copy.is_open()) return env::SystemError("opening a stream for lines");
  return LineWriter(std::move(copy), "a stream");
}

Result<void> LineWriter::Write(std::string_view line) {
  const auto text = std::string(line) + '\n';
  std::string_view left = text;
  while (!left.empty()) {
    const auto put = ::write(file_.get(), left.data(), left.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return env::SystemError("writing to " + name_);
    left.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

}  // namespace fxlake::telemetry
