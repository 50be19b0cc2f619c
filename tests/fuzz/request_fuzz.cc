// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>
#include <string_view>

#include "fxlake/server/message/request_reader.h"

namespace {

using fxlake::server::RequestReader;

// The requests that a connection reads from bytes received in parts.
std::string ReadAll(std::string_view bytes, std::size_t part) {
  RequestReader reader({.header_bytes = 512, .target_bytes = 64, .body_bytes = 128});
  std::string read, unread;
  while (!bytes.empty()) {
    unread += bytes.substr(0, part);
    bytes.remove_prefix(std::min(part, bytes.size()));
    std::string_view data = unread;
    while (!data.empty()) {
      const auto outcome = reader.Read(data);
      if (outcome == RequestReader::Outcome::rejection)
        return read + (reader.rejection() == 431 ? "too long" : "refused");
      if (outcome == RequestReader::Outcome::more_needed) break;
      auto request = reader.request();
      const auto target = fxlake::server::ReadTarget(request);
      if (target &&
          (request.path.find("/../") != std::string::npos || request.path.find('\0') != std::string::npos))
        std::abort();
      read += std::string(request.method) + " " + request.path + " " + std::string(request.body) + "\n";
      reader.Next();
    }
    unread = std::string(data);
  }
  return read;
}

}  // namespace

// Any bytes are read safely, with the same result for any partition into parts, and no path leaves its
// folder. Exceptions: some errors in an unfinished head or chunk header, and a head that is slightly too
// long, are detected only when the bytes arrive at once, or only when they do not.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const std::string_view bytes(data, size);
  const auto whole = ReadAll(bytes, size + 1), in_parts = ReadAll(bytes, 1 + size % 7);
  const auto accepted = in_parts.ends_with("too long") ? in_parts.substr(0, in_parts.size() - 8) : in_parts;
  const bool is_too_long = accepted.size() < in_parts.size() && whole.starts_with(accepted);
  if (whole != in_parts && whole != in_parts + "refused" && in_parts != whole + "refused" && !is_too_long)
    std::abort();
  return 0;
}
