// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/env/random.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

// Returns the given responses in order, whatever the requests, and records the requests.
class ScriptedHttp : public env::HttpClient {
 public:
  struct Answer {
    int status = 200;
    std::string body;
  };
  explicit ScriptedHttp(std::deque<Answer> script) : script_(std::move(script)) {}
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    requested.push_back(request);
    if (script_.empty()) return Internal("asked once more than the test knows: " + request.url);
    const auto answer = script_.front();
    script_.pop_front();
    return env::HttpResponse{.status = answer.status, .headers = {}, .body = answer.body};
  }
  std::string HeaderAt(std::size_t at, std::string_view name) const {
    for (const auto& [key, value] : requested.at(at).headers) {
      if (key == name) return value;
    }
    return "";
  }
  std::vector<env::HttpRequest> requested;

 private:
  std::deque<Answer> script_;
};

// A result as "name:TYPE ...|cell,cell|...", null as a dash.
inline std::string Flat(const Table& table) {
  std::string text;
  for (const auto& column : table.columns)
    text += (text.empty() ? "" : " ") + column.name + ":" + column.type;
  for (const auto& row : table.rows) {
    std::string line;
    for (const auto& cell : row) line += (line.empty() ? "" : ",") + cell.value_or("-");
    text += "|" + line;
  }
  return text;
}

}  // namespace fxlake::query
