// SPDX-License-Identifier: Apache-2.0
// Loads libcurl on demand. Not linked into a program that has libcurl built in.
#include <dlfcn.h>

#include "fxlake/env/certificate_authorities.h"
#include "fxlake/env/curl_http_client.h"
#include "fxlake/env/curl_library.h"

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
  const bool complete = Find(handle, "curl_global_init", library.global_init) &&
                        Find(handle, "curl_easy_init", library.easy_init) &&
                        Find(handle, "curl_easy_setopt", library.easy_setopt) &&
                        Find(handle, "curl_easy_perform", library.easy_perform) &&
                        Find(handle, "curl_easy_getinfo", library.easy_getinfo) &&
                        Find(handle, "curl_easy_reset", library.easy_reset) &&
                        Find(handle, "curl_easy_cleanup", library.easy_cleanup) &&
                        Find(handle, "curl_easy_strerror", library.easy_strerror) &&
                        Find(handle, "curl_slist_append", library.slist_append) &&
                        Find(handle, "curl_slist_free_all", library.slist_free_all) &&
                        Find(handle, "curl_version", library.version);
  if (!complete) return Internal("loading libcurl: a function that every libcurl 7 has is missing");
  library.global_init(CURL_GLOBAL_DEFAULT);
  library.authorities = CertificateAuthorities();
  return library;
}

CurlHttpClient::CurlHttpClient(std::string user_agent)
    : CurlHttpClient(std::move(user_agent), CurlLibrary::Load) {}

Result<std::string> CurlHttpClient::LibraryVersion() {
  ASSIGN_OR_RETURN(const auto library, CurlLibrary::Load());
  return std::string(library.version());
}

}  // namespace fxlake::env
