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

// TLS relaxations for servers with an old or incomplete configuration. Each weakens the guarantees of TLS.
struct TlsOptions {
  bool old_versions = false;  // allows TLS 1.0 and 1.1
  bool weak_ciphers = false;  // allows ciphers below OpenSSL's security level 1
  // PEM of the only authority trusted for this server; "": the system's authorities
  std::string certificate;

  bool is_default() const { return !old_versions && !weak_ciphers && certificate.empty(); }
};

// A secret of a request: its placeholder in the request, the environment variable with its value, and the
// origins (OriginOf in url.h) that may receive it. It is sent to no other server.
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
  std::chrono::milliseconds timeout{60'000};           // for the whole exchange, in milliseconds
  std::uint64_t max_bytes = std::uint64_t{256} << 20;  // limit of the decompressed body; more is an error
  bool decode_body = true;             // request compression and decompress; false: the body as sent
  bool past_proxies = false;           // bypass proxies, for link-local addresses
  std::chrono::milliseconds pause{0};  // minimum interval between requests to the same host
  TlsOptions tls = {};
  std::vector<Secret> secrets = {};
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  // Replaces secrets that a text of the body contains by their placeholders; empty when no secret was sent.
  std::function<std::string(std::string)> mask = {};

  // The first header with that lower-case name, or "".
  const std::string& Header(std::string_view name) const;
  // A text of the body without secrets, for example a link that the server derived from the request's URL.
  std::string Masked(std::string_view text) const {
    return mask ? mask(std::string(text)) : std::string(text);
  }
};

// Performs one HTTP exchange. A request header with value "" is not sent. Any status is a response, not an
// error; so are redirects (redirecting_http_client.h follows them). Errors: unavailable (no connection,
// time-out, interrupted transfer), denied (TLS), invalid_input (URL, body too large).
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual Result<HttpResponse> Send(const HttpRequest& request) = 0;
};

}  // namespace fxlake::env
