// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/open_metrics_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "fxlake/env/file_descriptor.h"
#include "fxlake/env/local_files.h"
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
  auto values = ParseOpenMetrics(env::ReadFile(file_).value_or(""));
  values.Apply(pending_);
  const auto temporary = file_.string() + ".new";
  ::unlink(temporary.c_str());
  {
    ASSIGN_OR_RETURN(auto writer, LineWriter::Append(temporary).In(doing));
    auto text = RenderOpenMetrics(values);
    text.pop_back();  // the writer adds the line break
    RETURN_IF_ERROR(writer.Write(text).In(doing));
  }
  if (::chmod(temporary.c_str(), 0644) != 0 || ::rename(temporary.c_str(), file_.c_str()) != 0)
    return env::SystemError(doing);
  pending_ = {};
  return {};
}

}  // namespace fxlake::telemetry
