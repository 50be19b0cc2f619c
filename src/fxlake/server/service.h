// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "fxlake/env/clock.h"
#include "fxlake/server/live_snapshot.h"
#include "fxlake/server/metrics.h"
#include "fxlake/server/reply.h"
#include "fxlake/server/router.h"

namespace fxlake::server {

// From requests to replies, for one thread: checks the token, remembers rendered answers as long as the snapshot and the day are the same,
// answers "not modified". Whole answers of one snapshot each.
class Service {
 public:
  struct Options {
    std::string token = {};                     // bearer token that is asked for; "" for none
    std::size_t cache_bytes = 4 * 1024 * 1024;  // of rendered answers
  };
  // All of it outlives the service.
  Service(const Site& site, const LiveSnapshot& live, env::Clock& clock, Metrics& metrics, Options options);

  struct Answer {
    StreamedReply streamed;
    bool not_modified = false;
    bool without_body = false;  // to HEAD
  };
  Answer Ask(Request& request);

 private:
  struct Remembered {
    std::shared_ptr<const Reply> reply;
    Instant until;
  };
  void Refresh(Instant now);
  bool IsAllowed(const Request& request) const;
  StreamedReply Make(Request& request);
  StreamedReply Find(Request& request, Instant now);

  const Site& site_;
  const LiveSnapshot& live_;
  env::Clock& clock_;
  Metrics& metrics_;
  Options options_;
  std::string token_hash_;

  std::uint64_t generation_ = 0;
  View view_;
  std::string key_;
  std::unordered_map<std::string, Remembered> remembered_;
  std::size_t remembered_bytes_ = 0;
};

}  // namespace fxlake::server
