// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"

namespace fxlake::env {

// Manners: two requests to one host are as far apart as they ask for (HttpRequest::pause), and never more than `most_at_once` are under
// way. Safe to use from several threads.
class PoliteHttpClient : public HttpClient {
 public:
  PoliteHttpClient(HttpClient& client, Clock& clock, int most_at_once = 8) : client_(client), clock_(clock), most_at_once_(most_at_once) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  // When the host may be asked, and notes that it will be.
  Instant Reserve(const HttpRequest& request);

  HttpClient& client_;
  Clock& clock_;
  const int most_at_once_;
  std::mutex guard_;
  std::condition_variable done_;
  int under_way_ = 0;
  std::map<std::string, Instant> next_;  // by host
};

// Puts secrets into requests just before they leave, so that nothing else ever holds them: where the placeholder is in the URL, a header or
// the body, the value of the variable of the environment is sent. Error messages have the placeholder. denied when a variable is not set.
class SecretHttpClient : public HttpClient {
 public:
  using ReadVariable = std::function<const char*(const char*)>;
  SecretHttpClient(HttpClient& client, ReadVariable variable) : client_(client), variable_(std::move(variable)) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  HttpClient& client_;
  ReadVariable variable_;
};

// Keeps the cookies that hosts set and sends them back, as a browser does, for as long as it lives.
class CookieHttpClient : public HttpClient {
 public:
  explicit CookieHttpClient(HttpClient& client) : client_(client) {}
  Result<HttpResponse> Send(const HttpRequest& request) override;

 private:
  HttpClient& client_;
  std::mutex guard_;
  std::map<std::string, std::map<std::string, std::string>> cookies_;  // by host, then name
};

}  // namespace fxlake::env
