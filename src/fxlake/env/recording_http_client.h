// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <mutex>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Passes requests on and keeps what was asked and answered, as a recording (replay_http_client.h). Secrets
// are placeholders where it stands, and in bodies that repeat one, so that none is kept; of the headers only
// those that say what a request is, and where a redirect leads. Safe to use from several threads.
class RecordingHttpClient : public HttpClient {
 public:
  RecordingHttpClient(HttpClient& client, Clock& clock) : client_(client), clock_(clock) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;
  // Writes request.json and response-<n> into the folder, which is made and must be empty. The number of
  // requests.
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
