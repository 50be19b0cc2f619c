// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "fxlake/server/message/message.h"
#include "fxlake/server/snapshot/view.h"

namespace fxlake::server {

// A response as bytes, but for what belongs to the connection: the lines "date" and "connection" and the
// empty line after them.
struct Reply {
  int status = 200;
  std::string head;  // the status line and headers, each with its line break
  std::string body;
  std::string etag;               // with quotes; "" for none
  std::string not_modified_head;  // in place of head when the client has it already
  bool has_length = true;         // false: the body is chunked, and comes from the stream
};

struct StreamedReply {
  std::shared_ptr<const Reply> reply;
  std::unique_ptr<BodyStream> rest = {};  // what follows the reply's body; nullptr for none
};

enum class Audience {
  everybody,
  bearers,  // of a token: no cache that others share may keep an answer
};

// Gives a response its headers: length, cache rule, entity tag, CORS, Vary; compresses it when it is large
// and the request allows it. The tag is the hash of the body; of a stream, of the snapshot, the day and the
// request.
StreamedReply Finish(Response response, const Request& request, const View& view, Audience audience);

// Whether If-None-Match holds the tag, by weak comparison.
bool HoldsTag(std::string_view if_none_match, std::string_view etag);

std::string_view ReasonOf(int status);

}  // namespace fxlake::server
