// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/service.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "fxlake/env/memory_store.h"

namespace fxlake::server {
namespace {

const Instant kNow = Instant::StartOf(Date::Of(2026, 4, 14));
const std::string kToken = "0123456789abcdef";

// A store that counts reads.
class CountedStore final : public env::MemoryStore {
 public:
  Result<env::ObjectBytes> Get(const std::string& key) override { return ++reads, MemoryStore::Get(key); }
  Result<std::string> GetRange(const std::string& key, env::ByteRange range) override {
    return ++reads, MemoryStore::GetRange(key, range);
  }
  Result<std::vector<env::StoredObject>> List(const std::string& prefix) override {
    return ++reads, MemoryStore::List(prefix);
  }
  Result<std::vector<std::string>> ListFolders(const std::string& prefix) override {
    return ++reads, MemoryStore::ListFolders(prefix);
  }
  int reads = 0;
};

class ServiceTest : public testing::Test {
 protected:
  Service Make(std::string token = "", RequestLimit* limit = nullptr) {
    if (!live_) live_ = *LiveSnapshot::Open(store_, catalog_, clock_);
    context_.freshness = [this] { return live_->freshness(); };
    return {{.context = context_,
             .live = *live_,
             .clock = clock_,
             .limit = limit,
             .log_problem = [this](std::string_view line) { log_ += line; }},
            metrics_,
            {.token = std::move(token)}};
  }
  static Service::Answer Respond(Service& service, Request request) {
    auto answer = service.Respond(request);
    return answer.later ? answer.later() : std::move(answer);
  }
  static int Status(Service& service, Request request) {
    return Respond(service, std::move(request)).streamed.reply->status;
  }
  static std::string Head(Service& service, Request request) {
    return Respond(service, std::move(request)).streamed.reply->head;
  }
  static std::string Body(Service& service, Request request) {
    return Respond(service, std::move(request)).streamed.reply->body;
  }

  CountedStore store_;
  env::ManualClock clock_{kNow};
  sources::Catalog catalog_ = *sources::Catalog::Open({}, std::nullopt);
  std::unique_ptr<LiveSnapshot> live_;
  Metrics metrics_;
  const ConsoleFile page_{"index.html", "<!doctype html>"};
  ServerContext context_{
      .lake = {store_, store_}, .catalog = catalog_, .console = {&page_, 1}, .version = "test"};
  std::string log_;
};

TEST_F(ServiceTest, ATargetWithoutPathIs400WithATokenToo) {
  auto open = Make(), guarded = Make(kToken);
  for (const std::string_view target : {"?x", "", "*", "x", "#", "?", "/%", "/../x"}) {
    for (const std::string_view method : {"GET", "HEAD", "POST", "OPTIONS", "X"}) {
      EXPECT_EQ(Status(open, {.method = method, .target = target}), 400) << method << target;
      EXPECT_EQ(Status(guarded, {.method = method, .target = target}), 400) << method << target;
    }
  }
}

TEST_F(ServiceTest, NoExceptionLeavesIt) {
  context_.server_metrics = [](const View&) -> std::string { throw std::runtime_error("thrown on purpose"); };
  auto service = Make();
  EXPECT_EQ(Status(service, {.target = "/metrics"}), 500);
  EXPECT_EQ(Body(service, {.target = "/metrics"}), R"({"status":500,"message":"internal error"})");
  EXPECT_NE(log_.find("serving \"GET\" \"/metrics\": thrown on purpose"), std::string::npos) << log_;
  EXPECT_EQ(Status(service, {.target = "/health"}), 200);
}

TEST_F(ServiceTest, WhoIsLetInByAToken) {
  auto service = Make(kToken);
  const auto status = [&](std::string_view authorization, std::string_view target = "/v2/currencies") {
    return Status(service, {.target = target, .authorization = authorization});
  };
  for (const auto* scheme : {"Bearer ", "bearer ", "BEARER ", "bEaReR   "})
    EXPECT_EQ(status(scheme + kToken), 200) << scheme;
  for (const std::string& wrong : std::vector<std::string>{
           "", kToken, "Basic " + kToken, "Bearer", "Bearer ", "Bearer" + kToken, "Bearer " + kToken + "x",
           "Bearer " + kToken.substr(1), "Bearer\t" + kToken}) {
    EXPECT_EQ(status(wrong), 401) << wrong;
  }
  for (const auto* open : {"/", "/index.html", "/health", "/health/live", "/health/ready", "/%68ealth"})
    EXPECT_EQ(status("", open), 200) << open;
  for (const auto* closed :
       {"/metrics", "/openapi.json", "/api/v1/runs", "/health/", "/nothing", "/index.html/x"})
    EXPECT_EQ(status("", closed), 401) << closed;
}

TEST_F(ServiceTest, SharedCachesKeepNothingThatATokenGuards) {
  auto open = Make(), guarded = Make(kToken);
  const auto bearer = "Bearer " + kToken;
  for (const auto* target :
       {"/v2/currencies", "/v2/rates", "/openapi.json", "/llms.txt", "/api/v1/sources"}) {
    const auto head = Head(guarded, {.target = target, .authorization = bearer});
    EXPECT_NE(head.find("cache-control: private"), std::string::npos) << head;
    EXPECT_EQ(head.find("public"), std::string::npos) << head;
  }
  EXPECT_NE(Head(open, {.target = "/v2/currencies"}).find("cache-control: public"), std::string::npos);
}

TEST_F(ServiceTest, AnswersAreMadeWithoutReadingTheStoreButForThoseThatSaySo) {
  auto service = Make();
  store_.reads = 0;
  for (const auto* target : {"/api/v1/runs", "/api/v1/quality", "/api/v1/quarantine", "/metrics", "/health",
                             "/api/v1/sources", "/v1/latest"}) {
    Request request{.target = target};
    EXPECT_FALSE(service.Respond(request).later) << target;
  }
  EXPECT_EQ(store_.reads, 0);
  for (const auto* target : {"/api/v1/runs/x", "/api/v1/provenance", "/mcp"}) {
    Request request{.target = target};
    EXPECT_TRUE(service.Respond(request).later) << target;
  }
  EXPECT_EQ(store_.reads, 0);
  EXPECT_EQ(Status(service, {.target = "/api/v1/runs/x"}), 404);
  EXPECT_GT(store_.reads, 0);
}

TEST_F(ServiceTest, ItIsNotReadyWhenTheLakeCannotBeReadForTooLong) {
  ASSERT_TRUE(lake::Commit(store_, *lake::ReadManifest(store_), {{"ecb", lake::SourceState()}}));
  context_.stale_after_micros = 300 * Instant::kPerSecond;
  auto service = Make();
  ASSERT_TRUE(store_.Delete(lake::ManifestKey()));
  EXPECT_FALSE(live_->Refresh());
  clock_.Set(kNow + 300 * Instant::kPerSecond);
  EXPECT_FALSE(live_->Refresh());
  EXPECT_EQ(Status(service, {.target = "/health"}), 200);
  clock_.Set(kNow + 301 * Instant::kPerSecond);
  for (const auto* target : {"/health", "/health/ready"}) {
    EXPECT_EQ(Status(service, {.target = target}), 503);
    EXPECT_NE(Body(service, {.target = target}).find(R"("status":"stale")"), std::string::npos);
    EXPECT_NE(Body(service, {.target = target}).find(R"("reason":"reading the manifest:)"),
              std::string::npos);
  }
  EXPECT_EQ(Status(service, {.target = "/health/live"}), 200);
  EXPECT_EQ(live_->freshness().failed_reloads, 2U);
  ASSERT_TRUE(lake::Commit(store_, *lake::ReadManifest(store_), {{"ecb", lake::SourceState()}}));
  EXPECT_TRUE(live_->Refresh());
  EXPECT_EQ(Status(service, {.target = "/health"}), 200);
  EXPECT_EQ(live_->freshness().problem, "");
}

TEST_F(ServiceTest, ItIsNotReadyWhileASourceIsLeftOut) {
  lake::SourceState state;
  state.partitions[{lake::Table::exchange_rates, 2026}] = {.rows = 1,
                                                           .bytes = 4,
                                                           .sha256 = std::string(64, '0'),
                                                           .first_day = Date::Of(2026, 1, 2),
                                                           .last_day = Date::Of(2026, 1, 2)};
  ASSERT_TRUE(lake::Commit(store_, *lake::ReadManifest(store_), {{"ecb", state}}));
  auto service = Make();
  EXPECT_EQ(Status(service, {.target = "/health/ready"}), 503);
  const auto body = Body(service, {.target = "/health"});
  EXPECT_NE(body.find(R"("status":"incomplete")"), std::string::npos) << body;
  EXPECT_NE(body.find("source=ecb/year=2026"), std::string::npos) << body;
  EXPECT_EQ(Status(service, {.target = "/health/live"}), 200);
}

TEST_F(ServiceTest, PagesOfOtherSitesCannotUseMcp) {
  context_.origins = {"https://example.org"};
  auto service = Make();
  const auto post = [&](std::string_view origin, std::string_view type = "application/json") {
    return Status(service, {.method = "POST",
                            .target = "/mcp",
                            .content_type = type,
                            .origin = origin,
                            .body = R"({"jsonrpc":"2.0","id":1,"method":"ping"})"});
  };
  for (const auto* origin : {"", "http://localhost", "http://localhost:3000", "http://127.0.0.1:8080",
                             "http://[::1]:1", "https://EXAMPLE.org"})
    EXPECT_EQ(post(origin), 200) << origin;
  for (const auto* origin :
       {"null", "https://example.org:8443", "http://example.org", "https://evil.example",
        "http://localhost.evil.example", "http://evil.example:8080", "http://127.0.0.1.evil.example",
        "localhost", "http://", "http://[::1]x:1", "://"})
    EXPECT_EQ(post(origin), 403) << origin;
  for (const auto* type : {"application/json", "Application/JSON; charset=utf-8", "application/json ;x"})
    EXPECT_EQ(post("", type), 200) << type;
  for (const auto* type : {"", "text/plain", "application/x-www-form-urlencoded",
                           "multipart/form-data; boundary=x", "application/jsonx"})
    EXPECT_EQ(post("", type), 415) << type;

  const auto options = [&](std::string_view origin) {
    return Head(service, {.method = "OPTIONS",
                          .target = "/mcp",
                          .origin = origin,
                          .requested_method = "POST",
                          .requested_headers = "content-type"});
  };
  EXPECT_NE(options("https://example.org").find("access-control-allow-methods: POST, OPTIONS"),
            std::string::npos);
  EXPECT_NE(options("https://example.org").find("access-control-allow-headers: content-type"),
            std::string::npos);
  EXPECT_NE(options("https://example.org").find("allow: POST, OPTIONS"), std::string::npos);
  EXPECT_NE(options("https://evil.example").find(" 403 "), std::string::npos);
  EXPECT_EQ(options("https://evil.example").find("access-control"), std::string::npos);
}

TEST_F(ServiceTest, AClientThatSendsTooManyRequestsGetsARetryAfter) {
  RequestLimit limit(1);
  auto service = Make(kToken, &limit);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(Status(service, {.target = "/health", .client = "192.0.2.1"}), 200);
  EXPECT_EQ(Status(service, {.target = "/health", .client = "192.0.2.1"}), 429);
  EXPECT_EQ(Status(service, {.target = "/metrics", .client = "192.0.2.1"}), 429) << "also who guesses tokens";
  EXPECT_NE(Head(service, {.target = "/health", .client = "192.0.2.1"}).find("retry-after: 1\r\n"),
            std::string::npos);
  EXPECT_EQ(Status(service, {.target = "/health", .client = "192.0.2.2"}), 200);
}

}  // namespace
}  // namespace fxlake::server
