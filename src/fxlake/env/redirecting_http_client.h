// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// The request for the target of a redirect or link. A request to another server keeps only the headers that
// describe accepted content (Accept, Accept-Language) and the body. invalid_input when the target is not http
// or https, denied when it is http and the request was https.
Result<HttpRequest> RequestFor(const HttpRequest& request, const std::string& link);

// Follows at most ten redirects and returns the last response. As in browsers, 303, and 301 and 302 after a
// POST, continue with a GET without body. A redirect without a target is returned as the response. Errors:
// those of RequestFor; invalid_input when there are more redirects.
class RedirectingHttpClient : public HttpClient {
 public:
  explicit RedirectingHttpClient(HttpClient& client) : client_(client) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  HttpClient& client_;
};

}  // namespace fxlake::env
