// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/aws/credentials.h"
#include "fxlake/aws/signature.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::aws {

// Signs each request at the time it is sent: put retries over it, not under. When the service says that the
// credentials have expired it looks for new ones and asks once more. Redirects are not followed: a signature
// is for one host.
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
