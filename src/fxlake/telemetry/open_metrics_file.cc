// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/open_metrics_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "fxlake/env/file_descriptor.h"
#include "fxlake/telemetry/line_writer.h"

namespace fxlake::telemetry {

Result<void> OpenMetricsFile::Flush() {
  if (pending_.empty()) return {};
  const auto doing = "writing metrics to " + file_.string();
  const auto lock_path = file_.string() + ".lock";
  const env::FileDescriptor lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (!lock.is_open()) return env::SystemError(doing);
  while (::flock(lock.get(), LOCK_EX) != 0) {
    if (errno != EINTR) return env::SystemError(doing);
  }
  std::ifstream there(file_, std::ios::binary);
  auto values = ParseOpenMetrics(std::string(std::istreambuf_iterator<char>(there), {}));
  values.Apply(pending_);
  const auto beside = file_.string() + ".new";
  ::unlink(beside.c_str());
  {
    ASSIGN_OR_RETURN(auto writer, LineWriter::Append(beside).In(doing));
    auto text = RenderOpenMetrics(values);
    text.pop_back();  // the writer ends the line
    RETURN_IF_ERROR(writer.Write(text).In(doing));
  }
  if (::chmod(beside.c_str(), 0644) != 0 || ::rename(beside.c_str(), file_.c_str()) != 0)
    return env::SystemError(doing);
  pending_ = {};
  return {};
}

}  // namespace fxlake::telemetry
