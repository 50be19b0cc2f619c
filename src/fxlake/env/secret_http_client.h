// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Puts secrets into requests just before they leave, so that nothing else ever holds them: where the
// placeholder is in the URL, a header or the body, the value of the variable of the environment is sent. What
// comes back has the placeholders: error messages, the headers of a response, and what its mask is given; its
// body is as received. A secret goes to the origins that it names and to no other, whether a placeholder or
// the value itself is in the request: otherwise denied, as when a variable is not set.
class SecretHttpClient : public HttpClient {
 public:
  using ReadVariable = std::function<const char*(const char*)>;
  SecretHttpClient(HttpClient& client, ReadVariable variable)
      : client_(client), variable_(std::move(variable)) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  HttpClient& client_;
  ReadVariable variable_;
};

}  // namespace fxlake::env
