// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>
#include <string_view>

#include "fxlake/base/sha256.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/server/http/service.h"

namespace {

using namespace fxlake;

// A lake with a few days of rates from three sources.
class Lake {
 public:
  Lake() {
    Write("ecb", {"EUR/USD", "EUR/JPY", "EUR/GBP"}, 11'684'000'000);
    Write("cbr", {"USD/RUB", "EUR/RUB"}, 810'000'000'000);
    live_ = *server::LiveSnapshot::Open(store_, catalog_, clock_);
  }
  // A service as used by the server's workers.
  server::Service ServiceWith(std::string token) {
    return {{.context = context_,
             .live = *live_,
             .clock = clock_,
             .log_problem = [](std::string_view) { std::abort(); }},
            metrics_,
            {.token = std::move(token)}};
  }

 private:
  static sources::Catalog Sources() { return *sources::Catalog::Open({}, FXLAKE_ROOT "/sources"); }
  void Write(const std::string& source, const std::vector<std::string>& pairs, std::int64_t units) {
    lake::RateRows partition;
    const auto recorded = Instant::StartOf(Date::Of(2026, 4, 13));
    partition.origins.push_back({recorded, lake::RawKey(source, recorded, "0123456789abcdef", "csv")});
    for (int day = 0; day < 20; ++day) {
      for (const auto& pair : pairs) {
        partition.rows.push_back({.day = Date::Of(2026, 3, 20).days() + day,
                                  .base = rates::CurrencyCode::Parse(pair.substr(0, 3))->packed(),
                                  .target = rates::CurrencyCode::Parse(pair.substr(4))->packed(),
                                  .rate = units + day});
      }
    }
    const auto bytes = *lake::EncodePartition(lake::Table::exchange_rates, partition);
    const lake::PartitionId id{lake::Table::exchange_rates, 2026};
    if (!store_.Put(lake::PartitionKey(source, id), bytes, env::Always())) std::abort();
    lake::SourceState state;
    state.partitions[id] = {partition.rows.size(), bytes.size(), Sha256Hex(bytes), Date::Of(2026, 3, 20),
                            Date::Of(2026, 4, 8)};
    if (!lake::Commit(store_, *lake::ReadManifest(store_), {{source, state}})) std::abort();
  }

  env::MemoryStore store_;
  env::ManualClock clock_{Instant::StartOf(Date::Of(2026, 4, 14))};
  sources::Catalog catalog_ = Sources();
  std::unique_ptr<server::LiveSnapshot> live_;
  server::Metrics metrics_;
  const server::ConsoleFile page_{"index.html", "<!doctype html>"};
  const server::ServerContext context_{
      .lake = {store_, store_}, .catalog = catalog_, .console = {&page_, 1}, .version = "test"};
};

}  // namespace

// The first line is a target, the second the header values, the rest a body: every request gets a finite
// response, with and without a token, and never a server error.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  static Lake lake;
  static const std::string kToken = "0123456789abcdef";
  static server::Service open = lake.ServiceWith(""), guarded = lake.ServiceWith(kToken);
  const std::string_view text(data, size);
  const auto target = text.substr(0, text.find('\n'));
  auto rest = text.substr(std::min(target.size() + 1, text.size()));
  const auto header = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(header.size() + 1, rest.size()));
  const auto bearer = "bearer " + kToken;
  for (const auto& [service, authorization] : {std::pair(&open, header), std::pair(&guarded, header),
                                               std::pair(&guarded, std::string_view(bearer))}) {
    for (const std::string_view origin : {std::string_view(), header}) {
      server::Request request{.method = rest.empty() ? "GET" : "POST",
                              .target = target,
                              .accept = header,
                              .accept_encoding = header,
                              .authorization = authorization,
                              .content_type = origin.empty() ? "application/json" : header,
                              .if_none_match = header,
                              .origin = origin,
                              .body = rest,
                              .client = header};
      auto answer = service->Respond(request);
      if (answer.later) answer = answer.later();
      const auto& reply = *answer.streamed.reply;
      if (reply.status < 200 || reply.status == 500 || reply.status > 599) std::abort();
      if (service == &guarded && reply.head.find("cache-control: public") != std::string::npos) std::abort();
      std::string sent;
      for (int parts = 0; answer.streamed.rest && answer.streamed.rest->Next(sent); ++parts) {
        if (parts > 10'000) std::abort();
      }
    }
  }
  return 0;
}
