// SPDX-License-Identifier: Apache-2.0
#include "linked_curl.h"

#include "fxlake/env/certificate_authorities.h"

fxlake::Result<fxlake::env::CurlLibrary> LinkedCurl() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return fxlake::Internal("libcurl cannot be initialized");
  return fxlake::env::CurlLibrary{.global_init = curl_global_init,
                                  .easy_init = curl_easy_init,
                                  .easy_setopt = curl_easy_setopt,
                                  .easy_perform = curl_easy_perform,
                                  .easy_getinfo = curl_easy_getinfo,
                                  .easy_reset = curl_easy_reset,
                                  .easy_cleanup = curl_easy_cleanup,
                                  .easy_strerror = curl_easy_strerror,
                                  .slist_append = curl_slist_append,
                                  .slist_free_all = curl_slist_free_all,
                                  .version = curl_version,
                                  .authorities = fxlake::env::CertificateAuthorities()};
}
