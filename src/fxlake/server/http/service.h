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

// Converts requests to replies, for one thread: checks the token, caches rendered responses as long as
// snapshot and day are unchanged, and responds "not modified". Each response is made from one snapshot. An
// exception while making a response becomes status 500 and is logged.
class Service {
 public:
  struct Options {
    std::string token = {};                     // required bearer token; "": none
    std::size_t cache_bytes = 4 * 1024 * 1024;  // of cached responses
  };
  struct Context {
    const ServerContext& context;
    const LiveSnapshot& live;
    env::Clock& clock;
    RequestLimit* limit = nullptr;                           // shared by all services; null: none
    std::function<void(std::string_view)> log_problem = {};  // one line; called from any thread; may be empty
  };
  // All arguments must outlive the service.
  Service(Context context, Metrics& metrics, Options options);

  struct Answer {
    StreamedReply streamed = {};
    bool not_modified = false;
    bool without_body = false;  // for HEAD
    // Set instead of all the above when the response requires reading the object store: makes the response on
    // any thread while the request is kept.
    std::function<Answer()> later = {};
  };
  Answer Respond(Request& request);
  // The response when too many requests that read the store are in progress.
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
  Answer Reject(Response response, const Request& request) const;
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
