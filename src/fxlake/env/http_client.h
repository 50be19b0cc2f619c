// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::env {

// How a server with an old or incomplete set-up may be spoken to. Each weakens what TLS promises.
struct TlsOptions {
  bool old_versions = false;  // TLS 1.0 and 1.1
  bool weak_ciphers = false;  // what OpenSSL's security level 1 refuses
  std::string
      certificate;  // PEM of the authority that alone is trusted for this server; "": those of the system

  bool is_default() const { return !old_versions && !weak_ciphers && certificate.empty(); }
};

// A text that a request holds in the place of a secret, the variable of the environment that holds the
// secret, and the origins (OriginOf in url.h) of the servers that it is for: no other one may receive it.
struct Secret {
  std::string placeholder;
  std::string variable;
  std::vector<std::string> origins = {};
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds timeout{60'000};           // for the whole exchange
  std::uint64_t max_bytes = std::uint64_t{256} << 20;  // of the body after decompression; more is an error
  bool decode_body = true;    // ask for compression and undo it; otherwise the body is as it was sent
  bool past_proxies = false;  // for addresses that only this machine knows
  std::chrono::milliseconds pause{0};  // between two requests to the same host at least
  TlsOptions tls = {};
  std::vector<Secret> secrets = {};
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  // Puts the placeholders of the request's secrets where a text of the body holds one of them; empty when
  // none can.
  std::function<std::string(std::string)> mask = {};

  // The first header of that lower-case name, or "".
  const std::string& Header(std::string_view name) const;
  // A text of the body without secrets: a link in it, which the server may have made of the request.
  std::string Masked(std::string_view text) const {
    return mask ? mask(std::string(text)) : std::string(text);
  }
};

// One HTTP exchange. A header of the request with the value "" is one that must not be sent. Any status is a
// response, not an error; a redirect is one, too (redirecting_http_client.h follows them). Errors:
// unavailable (no connection, time-out, broken transfer), denied (TLS), invalid_input (URL, too large a
// body).
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual Result<HttpResponse> Send(const HttpRequest& request) = 0;
};

}  // namespace fxlake::env
