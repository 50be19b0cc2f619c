// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Serves recorded bodies instead of using the network. A recording is one of:
// - a folder with request.json, an array of {method, url, body, response, status?, content_type?,
//   response_headers?}: a request gets the matching entry (request_matcher.h); several equal entries are
//   used in turn;
// - any other folder: a request gets the file whose name ends its URL's path;
// - one file: it is the response for a URL whose path ends in its name, or in the same extension or none;
//   a second request is an error (invalid_input), because one body cannot answer two requests.
// A request that is not in the recording is not_found; the message names the closest recorded request and the
// differences. Thread-safe.
class ReplayHttpClient : public HttpClient {
 public:
  static Result<ReplayHttpClient> Open(const std::filesystem::path& recording);
  Result<HttpResponse> Send(const HttpRequest& request) override;
  // The recorded requests, or files, that were never requested.
  std::vector<std::string> UnusedRequests() const;

 private:
  struct Entry {
    std::string method;
    std::string url;  // "" in a recording without request.json
    std::string body;
    std::filesystem::path file;
    int status = 200;
    std::string content_type;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    bool used = false;
  };
  static Entry Unlisted(std::filesystem::path file);
  Result<const Entry*> Take(const HttpRequest& request);
  Error NotRecorded(const HttpRequest& request) const;

  std::unique_ptr<std::mutex> guard_ = std::make_unique<std::mutex>();
  std::vector<Entry> entries_;
  bool single_file_ = false;
  std::optional<HttpRequest> answered_;  // the request that the single file answered
};

}  // namespace fxlake::env
