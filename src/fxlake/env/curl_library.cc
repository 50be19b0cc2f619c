// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/curl_library.h"

#include <dlfcn.h>

namespace fxlake::env {
namespace {

template <typename Function>
bool Find(void* handle, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(handle, name));
  return function != nullptr;
}

}  // namespace

Result<CurlLibrary> CurlLibrary::Load() {
  CurlLibrary library;
  void* handle = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return Unavailable(std::string("loading libcurl: ") + ::dlerror());
  const bool complete = Find(handle, "curl_global_init", library.global_init) && Find(handle, "curl_easy_init", library.easy_init) &&
                        Find(handle, "curl_easy_setopt", library.easy_setopt) && Find(handle, "curl_easy_perform", library.easy_perform) &&
                        Find(handle, "curl_easy_getinfo", library.easy_getinfo) && Find(handle, "curl_easy_reset", library.easy_reset) &&
                        Find(handle, "curl_easy_cleanup", library.easy_cleanup) &&
                        Find(handle, "curl_easy_strerror", library.easy_strerror) &&
                        Find(handle, "curl_slist_append", library.slist_append) &&
                        Find(handle, "curl_slist_free_all", library.slist_free_all) && Find(handle, "curl_version", library.version);
  if (!complete) return Internal("loading libcurl: it lacks a function that every libcurl 7 has");
  library.global_init(CURL_GLOBAL_DEFAULT);
  return library;
}

Error CurlError(CURLcode code, const std::string& message) {
  switch (code) {
    case CURLE_TOO_MANY_REDIRECTS:
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
