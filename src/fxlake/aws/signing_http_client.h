// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/aws/credentials.h"
#include "fxlake/aws/signature.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::aws {

// Signs each request when it is sent, so retries must wrap this client. When the service reports expired
// credentials, it refreshes them and sends the request once more. Redirects are not followed, since a
// signature is valid for one host.
class SigningHttpClient : public env::HttpClient {
 public:
  SigningHttpClient(env::HttpClient& http, CredentialsSource& credentials, env::Clock& clock,
                    SigningScope scope)
      : http_(http), credentials_(credentials), clock_(clock), scope_(std::move(scope)) {}
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override;

 private:
  env::HttpClient& http_;
  CredentialsSource& credentials_;
  env::Clock& clock_;
  SigningScope scope_;
};

}  // namespace fxlake::aws
