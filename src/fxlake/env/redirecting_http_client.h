// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// The request for the address that a server named, by a redirect or a link: to another server it takes no
// header but those that say what is accepted (Accept, Accept-Language) and what its body is. invalid_input
// when the address is neither http nor https, denied when it is http and the request was https.
Result<HttpRequest> RequestFor(const HttpRequest& request, const std::string& link);

// Follows redirects, ten at most, and gives the last response. As browsers do: after 303, and after 301 and
// 302 to a POST, by a GET without a body. A redirect without an address is a response. Errors: those of
// RequestFor, and invalid_input when there is no end.
class RedirectingHttpClient : public HttpClient {
 public:
  explicit RedirectingHttpClient(HttpClient& client) : client_(client) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  HttpClient& client_;
};

}  // namespace fxlake::env
