// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "fxlake/env/clock.h"
#include "fxlake/server/http/metrics.h"
#include "fxlake/server/http/request_limit.h"
#include "fxlake/server/http/router.h"
#include "fxlake/server/message/reply.h"
#include "fxlake/server/snapshot/live_snapshot.h"

namespace fxlake::server {

// From requests to replies, for one thread: checks the token, remembers rendered answers as long as the
// snapshot and the day are the same, answers "not modified". Whole answers of one snapshot each. No exception
// of what makes an answer leaves it: the answer is 500, and the problem is logged.
class Service {
 public:
  struct Options {
    std::string token = {};                     // bearer token that is asked for; "" for none
    std::size_t cache_bytes = 4 * 1024 * 1024;  // of rendered answers
  };
  struct Context {
    const ServerContext& context;
    const LiveSnapshot& live;
    env::Clock& clock;
    RequestLimit* limit = nullptr;                           // of all services; null: none
    std::function<void(std::string_view)> log_problem = {};  // one line; from any thread; may be empty
  };
  // All of it outlives the service.
  Service(Context context, Metrics& metrics, Options options);

  struct Answer {
    StreamedReply streamed = {};
    bool not_modified = false;
    bool without_body = false;  // to HEAD
    // In place of all the above when making it reads the object store: makes the answer, on whatever thread,
    // while the request is kept.
    std::function<Answer()> later = {};
  };
  Answer Respond(Request& request);
  // The answer when too many of those that read the store are under way.
  Answer Busy(const Request& request) const;

 private:
  struct Remembered {
    std::shared_ptr<const Reply> reply;
    Instant until;
  };
  void Refresh(Instant now);
  bool BearsToken(const Request& request) const;
  Answer Make(Request& request);
  Answer Complete(StreamedReply reply, const Request& request) const;
  Answer Refuse(Response response, const Request& request) const;
  Answer Failed(const Request& request, std::string_view problem) const;
  std::function<Answer()> Later(const Request& request) const;
  std::shared_ptr<const Reply> FindRemembered(const Request& request, Instant now);
  void Remember(const StreamedReply& made, Instant now);

  const Context context_;
  Metrics& metrics_;
  Options options_;
  std::string token_hash_;
  Audience audience_ = Audience::everybody;

  std::uint64_t generation_ = 0;
  View view_;
  std::string key_;
  std::unordered_map<std::string, Remembered> remembered_;
  std::size_t remembered_bytes_ = 0;
};

}  // namespace fxlake::server
