// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/aws/secret.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/env/random.h"
#include "fxlake/env/retrying_http_client.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

struct TrinoOptions {
  std::string server;  // https://host:port
  std::string user;
  std::string catalog;  // "": the server's default
  std::string schema;
  aws::Secret password = {};  // sent over https only
};

// https://user@host:8443/catalog/schema, without a password. invalid_input for anything else.
Result<TrinoOptions> ParseTrinoUrl(const std::string& url);

// A Trino server through its REST protocol (https://trino.io/docs/current/develop/client-protocol.html): one
// statement per Run.
class TrinoEngine : public Engine {
 public:
  TrinoEngine(TrinoOptions options, env::HttpClient& http, env::Clock& clock, env::Random& random)
      : options_(std::move(options)), http_(http, clock, random) {}
  Result<void> Run(const std::string& sql, RowSink& sink) override;

 private:
  Result<env::HttpResponse> Send(std::string method, const std::string& url, std::string body);

  TrinoOptions options_;
  env::RetryingHttpClient http_;
};

}  // namespace fxlake::query
