// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <string>

#include "fxlake/base/result.h"

namespace fxlake::env {

// libcurl's functions, with the names and types of its own header.
struct CurlLibrary {
  // Loads the system's shared library. unavailable when it cannot be loaded.
  static Result<CurlLibrary> Load();

  decltype(&curl_global_init) global_init = nullptr;
  decltype(&curl_easy_init) easy_init = nullptr;
  decltype(&curl_easy_setopt) easy_setopt = nullptr;
  decltype(&curl_easy_perform) easy_perform = nullptr;
  decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
  decltype(&curl_easy_reset) easy_reset = nullptr;
  decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
  decltype(&curl_easy_strerror) easy_strerror = nullptr;
  decltype(&curl_slist_append) slist_append = nullptr;
  decltype(&curl_slist_free_all) slist_free_all = nullptr;
  decltype(&curl_version) version = nullptr;
  std::string authorities;  // file of certificate authorities; "": the library's default
};

// The error of a transfer, with the kind that callers act on.
Error CurlError(CURLcode code, const std::string& message);

}  // namespace fxlake::env
