// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "fxlake/env/http_client.h"
#include "fxlake/lake/raw_zone.h"

namespace fxlake::pipeline {

// Asks only for what has changed since the source's last visit: where the server gave an ETag or a
// Last-Modified then, it is asked by them, and when it says that nothing has changed (304), the answer is the
// one in the raw zone, behind redirects, too. One visit, one client.
class ConditionalHttpClient : public env::HttpClient {
 public:
  ConditionalHttpClient(env::HttpClient& client, lake::RawZone raw, std::optional<lake::Fetch> last_fetch)
      : client_(client), raw_(raw), last_fetch_(std::move(last_fetch)) {}
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override;

 private:
  const lake::RawBody* Known(const env::HttpRequest& request) const;

  env::HttpClient& client_;
  lake::RawZone raw_;
  std::optional<lake::Fetch> last_fetch_;
  std::map<std::string, const lake::RawBody*>
      redirected_;  // by the address that a request for it was redirected to
};

}  // namespace fxlake::pipeline
