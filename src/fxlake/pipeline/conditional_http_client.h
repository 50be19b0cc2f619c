// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "fxlake/env/http_client.h"
#include "fxlake/lake/raw_zone.h"

namespace fxlake::pipeline {

// Makes requests conditional on the source's previous fetch: where that response had an ETag or
// Last-Modified, the request carries them, and a 304 response is replaced by the body in the raw zone. Works
// across redirects. One client per fetch.
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
  // by the URL that a request was redirected to
  std::map<std::string, const lake::RawBody*> redirected_;
};

}  // namespace fxlake::pipeline
