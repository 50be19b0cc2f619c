// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Inserts secrets into requests immediately before they are sent, so that no other component holds them:
// placeholders in the URL, headers and body are replaced by the environment variable's value. Error messages,
// response headers and the response's mask have placeholders again; the response body is as received. denied
// when a request contains a secret, as placeholder or value, and its origin is not one of the secret's, or
// when the variable is not set.
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
