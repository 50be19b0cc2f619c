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

// Recorded bodies in place of the network. A recording is
// - a folder with request.json, an array of {method, url, body, response, status?, content_type?,
// response_headers?}: a request is answered by
//   the entry that asked the same (endpoint_matcher.h), each entry once while others like it are left;
// - any other folder: a request is answered by the file whose name ends its URL's path;
// - one file: it answers the URL whose path ends in its name, and any URL whose path ends in the same
// extension or in none; a second
//   request is an error (invalid_input), for one body cannot be the answer to both.
// A request that is not in the recording is an error (not_found), whose message names the nearest one and
// what differs. Safe to use from several threads.
class ReplayHttpClient : public HttpClient {
 public:
  static Result<ReplayHttpClient> Open(const std::filesystem::path& recording);
  Result<HttpResponse> Send(const HttpRequest& request) override;
  // The recorded requests, or files, that nobody has asked for.
  std::vector<std::string> NotAskedFor() const;

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
  std::optional<HttpRequest> answered_;  // by the single file
};

}  // namespace fxlake::env
