// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/server/message/message.h"

namespace fxlake::server {

// Incremental parser of HTTP/1.1 (and 1.0) requests. Independent of sockets.
class RequestReader {
 public:
  struct Limits {
    std::size_t header_bytes = 16 * 1024, target_bytes = 8 * 1024, body_bytes = 256 * 1024;
  };
  enum class Outcome { more_needed, request, rejection };

  explicit RequestReader(Limits limits);
  ~RequestReader();

  // Consumes bytes from the front of `data` until a request is complete or rejected. With more_needed, the
  // remaining `data` must be passed again, followed by more. After a rejection the connection must be closed.
  Outcome Read(std::string_view& data);

  // The complete request; its views are valid until Next.
  Request request() const;
  bool is_old() const;  // HTTP/1.0: no chunked bodies; keep-alive only on request
  bool keeps_alive() const;
  int rejection() const { return rejection_; }  // an HTTP status

  // Whether a request has been started.
  bool is_within() const { return parser_ != nullptr; }
  // True once for a request that waits for "100 Continue" before it sends its body.
  bool TakeExpectation();
  // Prepares for the next request.
  void Next();

 private:
  class Parser;
  Limits limits_;
  std::unique_ptr<Parser> parser_;  // of the current request
  int rejection_ = 0;
  bool expectation_taken_ = false;
};

}  // namespace fxlake::server
