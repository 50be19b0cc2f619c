// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/serve.h"

#include <gtest/gtest.h>

#include <deque>
#include <stdexcept>

namespace fxlake::cloud {
namespace {

const std::string kRoot = "http://127.0.0.1:9001/2018-06-01/runtime";

// The Runtime API's side: delivers its events, then becomes unreachable, and records what it receives.
class Lambda : public env::HttpClient {
 public:
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    EXPECT_TRUE(request.past_proxies);
    if (request.method == "GET") return Next(request);
    std::string line = request.url.substr(kRoot.size()) + " " + request.body;
    for (const auto& [name, value] : request.headers) {
      if (name != "Content-Type") line += " " + name + "=" + value;
    }
    reported.push_back(line);
    if (request.body.size() > most) return env::HttpResponse{.status = 413, .body = "too large"};
    return env::HttpResponse{.status = 202};
  }

  std::deque<std::string> events;
  std::vector<std::string> reported;
  std::size_t most = 1000;
  std::string deadline = "1760000000000";
  int status = 200;

 private:
  Result<env::HttpResponse> Next(const env::HttpRequest& request) {
    EXPECT_EQ(request.url, kRoot + "/invocation/next");
    EXPECT_EQ(request.timeout.count(), 0) << "waits without an end";
    if (events.empty()) return Unavailable("gone");
    env::HttpResponse response{.status = status, .body = events.front()};
    events.pop_front();
    response.headers = {{"lambda-runtime-aws-request-id", "r" + std::to_string(++count_)},
                        {"lambda-runtime-deadline-ms", deadline},
                        {"lambda-runtime-trace-id", "Root=1-2-3;Sampled=1"}};
    return response;
  }
  int count_ = 0;
};

Result<Json> Double(const Invocation& invocation, const Json& event) {
  EXPECT_EQ(invocation.deadline, Instant::FromMicros(1'760'000'000'000'000));
  EXPECT_EQ(invocation.trace, "Root=1-2-3;Sampled=1");
  if (event.is_null()) throw std::runtime_error("out of thin air");
  ASSIGN_OR_RETURN(const auto number, event.Int64At("n"));
  if (number < 0) return Unavailable("asking the bank: it is closed");
  if (number > 99) return Json(std::string(2000, 'x'));
  return Json(2 * number);
}

void Check(std::string_view name, std::string event, std::vector<std::string> reported) {
  SCOPED_TRACE(name);
  Lambda lambda;
  lambda.events = {std::move(event)};
  RuntimeApi api(lambda, "127.0.0.1:9001");
  EXPECT_EQ(Serve(api, Double).message(), "waiting for an invocation: gone");
  ASSERT_EQ(lambda.reported.size(), reported.size());
  for (std::size_t i = 0; i < reported.size(); ++i)
    EXPECT_EQ(lambda.reported[i].substr(0, reported[i].size()), reported[i]);
}

TEST(Serve, AnswersAndErrorsHaveLambdasShape) {
  Check("an answer", R"({"n": 21})", {"/invocation/r1/response 42"});
  Check(
      "an error", R"({"n": -1})",
      {R"(/invocation/r1/error {"errorMessage":"asking the bank: it is closed","errorType":"FXLake.Unavailable","stackTrace":[]})"
       R"( Lambda-Runtime-Function-Error-Type=FXLake.Unavailable)"});
  Check(
      "an exception", "null",
      {R"(/invocation/r1/error {"errorMessage":"sending the response of the event: out of thin air","errorType":"FXLake.Internal")"});
  Check("no JSON", "{", {R"(/invocation/r1/error {"errorMessage":"reading the event: )"});
  Check(
      "too large an answer", R"({"n": 100})",
      {"/invocation/r1/response \"xxx",
       R"(/invocation/r1/error {"errorMessage":"sending the response of an invocation: the response has 2002 bytes)"});
}

TEST(Serve, AnswersOneAfterAnother) {
  Lambda lambda;
  lambda.events = {R"({"n": 1})", R"({"n": -1})", R"({"n": 3})"};
  RuntimeApi api(lambda, "127.0.0.1:9001");
  EXPECT_EQ(Serve(api, Double).kind(), ErrorKind::unavailable);
  ASSERT_EQ(lambda.reported.size(), 3U);
  EXPECT_EQ(lambda.reported[2], "/invocation/r3/response 6");
}

TEST(Serve, EndsWhenTheRuntimeApiBreaksItsSpecification) {
  for (const auto& [deadline, status] : {std::pair("soon", 200), std::pair("", 200), std::pair("1", 500)}) {
    Lambda lambda;
    lambda.events = {"1"};
    lambda.deadline = deadline;
    lambda.status = status;
    RuntimeApi api(lambda, "127.0.0.1:9001");
    EXPECT_EQ(Serve(api, Double).kind(), ErrorKind::internal) << deadline << status;
    EXPECT_TRUE(lambda.reported.empty());
  }
}

TEST(Serve, AFunctionThatCannotStartSaysSo) {
  Lambda lambda;
  RuntimeApi api(lambda, "127.0.0.1:9001");
  EXPECT_TRUE(api.FailInitialization(InvalidInput("FXLAKE_LAKE is not set")));
  EXPECT_EQ(lambda.reported,
            std::vector<std::string>{
                R"(/init/error {"errorMessage":"FXLAKE_LAKE is not set","errorType":"FXLake.InvalidInput",)"
                R"("stackTrace":[]} Lambda-Runtime-Function-Error-Type=FXLake.InvalidInput)"});
}

}  // namespace
}  // namespace fxlake::cloud
