// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/server/message/message.h"

namespace fxlake::server {

// Takes requests of HTTP/1.1 (and 1.0) out of bytes as they come. Knows no socket.
class RequestReader {
 public:
  struct Limits {
    std::size_t header_bytes = 16 * 1024, target_bytes = 8 * 1024, body_bytes = 256 * 1024;
  };
  enum class Outcome { more_needed, request, refusal };

  explicit RequestReader(Limits limits);
  ~RequestReader();

  // Takes bytes off the front of `data` until a request is whole or is refused. With more_needed what is left
  // of `data` has to come again, with more behind it. After a refusal nothing of the connection makes sense
  // any more.
  Outcome Read(std::string_view& data);

  // The request that is whole; its views are good until Next.
  Request request() const;
  bool is_old() const;  // of HTTP/1.0: knows no chunks, and no connection that stays unless it is told
  bool keeps_alive() const;
  int refusal() const { return refusal_; }  // an HTTP status

  // Whether one was begun.
  bool is_within() const { return parser_ != nullptr; }
  // True once for a request that waits for "100 Continue" before it sends its body.
  bool TakeExpectation();
  // Makes ready for the next request.
  void Next();

 private:
  class Parser;
  Limits limits_;
  std::unique_ptr<Parser> parser_;  // of the request under way
  int refusal_ = 0;
  bool expectation_taken_ = false;
};

}  // namespace fxlake::server
