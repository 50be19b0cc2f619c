// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <mutex>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Forwards requests and records them with their responses in the format of replay_http_client.h. Secrets are
// replaced by placeholders, also in bodies that repeat them; only headers that describe the request, and the
// target of a redirect, are kept. Thread-safe.
class RecordingHttpClient : public HttpClient {
 public:
  RecordingHttpClient(HttpClient& client, Clock& clock) : client_(client), clock_(clock) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;
  // Writes request.json and response-<n> into `folder`, which is created and must be empty. Returns the
  // number of requests.
  Result<std::size_t> Write(const std::filesystem::path& folder) const;

 private:
  struct Exchange {
    HttpRequest request;
    HttpResponse response;
    Instant at;
  };
  HttpClient& client_;
  Clock& clock_;
  std::mutex guard_;
  std::vector<Exchange> exchanges_;
};

}  // namespace fxlake::env
