// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/conditional_http_client.h"

#include <gtest/gtest.h>

#include "fxlake/env/clock.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/pipeline/ingest.h"

namespace fxlake::pipeline {
namespace {

constexpr const char* kBank = R"(
name = "bank"
title = "A bank"
home_currency = "EUR"
first_day = 2026-01-01
[[endpoint]]
name = "all"
url = "https://bank.example/rates.csv"
reader = "all"
[read.all]
format = "csv"
date = "date"
base = "code"
quote = { value = "EUR" }
rate = "rate"
)";

// A source whose file changes with its tag.
class Bank : public env::HttpClient {
 public:
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    requested_by.clear();
    for (const auto& [name, value] : request.headers) requested_by += name + ": " + value + "\n";
    for (const auto& [name, value] : request.headers) {
      if (name == "If-None-Match" && value == tag)
        return env::HttpResponse{.status = 304, .headers = {}, .body = ""};
    }
    return env::HttpResponse{
        .status = 200, .headers = {{"etag", tag}}, .body = "date,code,rate\n2026-04-14,USD," + rate + "\n"};
  }
  std::string tag = "\"a\"", rate = "0.9", requested_by;
};

TEST(ConditionalHttpClient, RequestsWhatHasChanged) {
  env::MemoryStore store;
  const lake::Lake lake{store, store};
  const auto spec = sources::ParseSpec(kBank, "bank.toml");
  ASSERT_TRUE(spec) << spec.error().message();
  Bank bank;
  env::ManualClock clock{*Instant::Parse("2026-04-14T16:00:00Z")};
  const auto ingest = [&] {
    clock.SleepFor(std::chrono::hours(1));
    return Ingest(lake, *spec, bank, clock, {});
  };
  const auto first = ingest();
  ASSERT_TRUE(first) << first.error().message();
  EXPECT_TRUE(first->kept);
  EXPECT_EQ(bank.requested_by, "");

  const auto same = ingest();
  ASSERT_TRUE(same) << same.error().message();
  EXPECT_FALSE(same->kept);
  EXPECT_EQ(bank.requested_by, "If-None-Match: \"a\"\n");

  bank.tag = "\"b\"";
  bank.rate = "0.91";
  const auto changed = ingest();
  ASSERT_TRUE(changed) << changed.error().message();
  EXPECT_TRUE(changed->kept);
}

}  // namespace
}  // namespace fxlake::pipeline
