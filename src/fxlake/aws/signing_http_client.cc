// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/signing_http_client.h"

#include "fxlake/aws/service_error.h"

namespace fxlake::aws {

Result<env::HttpResponse> SigningHttpClient::Send(const env::HttpRequest& request) {
  for (bool again = false;; again = true) {
    ASSIGN_OR_RETURN(const auto credentials, credentials_.Get());
    auto signed_request = request;
    Sign(signed_request, credentials, scope_, clock_.Now());
    auto response = http_.Send(signed_request);
    const bool rejected = response && (response->status == 400 || response->status == 403);
    if (again || !rejected || !IsExpired(ReadRejection(*response))) return response;
    credentials_.Forget();
  }
}

}  // namespace fxlake::aws
