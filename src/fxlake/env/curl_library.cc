// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/curl_library.h"

namespace fxlake::env {

Error CurlError(CURLcode code, const std::string& message) {
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return InvalidInput(message);
    case CURLE_LOGIN_DENIED:
    case CURLE_USE_SSL_FAILED:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return Denied(message);
    default: return Unavailable(message);
  }
}

}  // namespace fxlake::env
