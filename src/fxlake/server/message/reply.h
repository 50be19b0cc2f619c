// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// A serialized response, except the connection's headers "date" and "connection" and the empty line after
// them.
struct Reply {
  int status = 200;
  std::string head;  // status line and headers, each with its line break
  std::string body;
  std::string etag;               // with quotes; "": none
  std::string not_modified_head;  // used instead of head when the client's copy is current
  bool has_length = true;         // false: the body is chunked, from the stream
};

struct StreamedReply {
  std::shared_ptr<const Reply> reply;
  std::unique_ptr<BodyStream> rest = {};  // follows the reply's body; may be nullptr
};

enum class Audience {
  everybody,
  bearers,  // requests with a token: shared caches must not keep the response
};

// Adds a response's headers: length, cache control, entity tag, CORS, Vary; compresses it when it is large
// and the request allows it. The tag is the hash of the body; for a stream, of snapshot, day and request.
StreamedReply Finish(Response response, const Request& request, const View& view, Audience audience);

// Whether If-None-Match contains the tag, by weak comparison.
bool HoldsTag(std::string_view if_none_match, std::string_view etag);

std::string_view ReasonOf(int status);

}  // namespace fxlake::server
