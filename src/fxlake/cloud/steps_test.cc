// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/steps.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <set>

namespace fxlake::cloud {
namespace {

constexpr sources::BuiltInFile kSources[] = {{"frankfurter.toml", R"(
name = "frankfurter"
title = "A bank"
home_currency = "EUR"
first_day = 1999-01-04
[parameters]
base_url = "https://bank.example"
base = "EUR"
[[endpoint]]
name = "range"
url = "{base_url}/{from}..{to}"
query = { base = "{base}" }
reader = "range"
[read.range]
format = "json"
rows = "rates/{date}/{quote}"
base = "/base"
rate = "."
)"}};

// A source and an empty store; records the requests.
class Network : public env::HttpClient {
 public:
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    const bool store = request.url.contains("/store/");
    std::string trace = "none";
    for (const auto& [name, value] : request.headers) {
      if (name == "X-Amzn-Trace-Id") trace = value;
    }
    if (store) {
      store_traces.insert(trace);
      if (request.url.contains("list-type=2"))
        return env::HttpResponse{.status = 200, .body = "<ListBucketResult></ListBucketResult>"};
      return env::HttpResponse{.status = 404, .body = "<Error><Code>NoSuchKey</Code></Error>"};
    }
    bank_urls.push_back(request.url);
    bank_traces.insert(trace);
    return env::HttpResponse{.status = 200,
                             .body = R"({"base": "EUR", "rates": {"2026-04-14": {"USD": 1.17}}})"};
  }
  std::set<std::string> store_traces, bank_traces;
  std::vector<std::string> bank_urls;
};

struct Fixture {
  explicit Fixture(std::map<std::string, std::string> values) : variables(std::move(values)) {}
  Result<Json> Do(std::string_view step, const Invocation& invocation, std::string_view event) {
    const auto steps = Steps::Open(environment);
    if (!steps) return steps.error();
    return (*steps)->Do(step, invocation, *Json::Parse(event));
  }

  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("fxlake-steps-" + std::to_string(::getpid()));
  std::map<std::string, std::string> variables, set;
  env::ManualClock clock{*Instant::Parse("2026-04-14T20:00:00Z")};
  env::SeededRandom random{1};
  Network network;
  std::FILE* log = std::tmpfile();
  ProcessEnvironment environment{
      .clock = clock,
      .random = random,
      .network = network,
      .sources = kSources,
      .quality_rules = "Rules = [ RowCount > 0 ]",
      .variable = [this](const char* name) -> const char* {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second.c_str();
      },
      .set_variable = [this](const char* name, const std::string& value) { set[name] = value; },
      .log = ::fileno(log)};
  ~Fixture() {
    std::filesystem::remove_all(folder);
    std::fclose(log);
  }
};

TEST(Steps, TheTraceGoesToAwsAndNotToTheBank) {
  Fixture fixture({{"FXLAKE_LAKE", "s3://store/fx"},
                   {"AWS_ENDPOINT_URL", "http://127.0.0.1:9"},
                   {"AWS_ACCESS_KEY_ID", "key"},
                   {"AWS_SECRET_ACCESS_KEY", "secret"}});
  const Invocation invocation{.request_id = "r1", .trace = "Root=1-2-3;Sampled=1"};
  (void)fixture.Do("ingest", invocation, R"({"source": "frankfurter", "from": "2026-04-14"})");
  EXPECT_EQ(fixture.set["_X_AMZN_TRACE_ID"], "Root=1-2-3;Sampled=1");
  EXPECT_EQ(fixture.network.store_traces, std::set<std::string>{"Root=1-2-3;Sampled=1"});
  EXPECT_EQ(fixture.network.bank_traces, std::set<std::string>{"none"});
}

void CheckRequested(std::map<std::string, std::string> variables, std::string_view event,
                    std::string_view url) {
  SCOPED_TRACE(event);
  Fixture fixture(std::move(variables));
  fixture.variables["FXLAKE_LAKE"] = fixture.folder;
  const auto answer = fixture.Do("ingest", Invocation(), event);
  EXPECT_TRUE(answer) << answer.error().message();
  ASSERT_FALSE(fixture.network.bank_urls.empty());
  EXPECT_EQ(fixture.network.bank_urls.front(), url);
}

TEST(Steps, TheEnvironmentCompletesWhatAnEventDoesNotSay) {
  CheckRequested({}, R"({"source": "frankfurter", "from": "2026-04-14"})",
                 "https://bank.example/2026-04-14..2026-04-14?base=EUR");
  const std::map<std::string, std::string> all = {{"FX_BASE_API_URL", "http://other"},
                                                  {"FX_BASE_CURRENCY", "USD"},
                                                  {"FX_START_DATE", "2026-04-01"},
                                                  {"FX_END_DATE", "2026-04-02"}};
  CheckRequested(all, R"({"source": "frankfurter"})", "http://other/2026-04-01..2026-04-02?base=USD");
  CheckRequested(all, R"({"source": "frankfurter", "from": null, "to": "2026-04-09"})",
                 "http://other/2026-04-01..2026-04-09?base=USD");
  CheckRequested(all, R"({"source": "frankfurter", "parameters": {"base": "GBP"}})",
                 "http://other/2026-04-01..2026-04-02?base=GBP");
}

TEST(Steps, NothingIsBegunWhenTheTimeIsUsedUp) {
  Fixture fixture({});
  fixture.variables["FXLAKE_LAKE"] = fixture.folder;
  const Invocation late{.request_id = "r1", .deadline = fixture.clock.Now() + Instant::kPerSecond / 2};
  const auto answer = fixture.Do("ingest", late, R"({"source": "frankfurter"})");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind(), ErrorKind::unavailable);
  EXPECT_TRUE(fixture.network.bank_urls.empty());
}

}  // namespace
}  // namespace fxlake::cloud
