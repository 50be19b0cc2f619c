// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>
#include <string_view>

#include "fxlake/base/sha256.h"
#include "fxlake/env/memory_store.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/server/live_snapshot.h"
#include "fxlake/server/router.h"
#include "fxlake/server/run_list.h"

namespace {

using namespace fxlake;

// A lake with a few days of three banks' rates.
class Lake {
 public:
  Lake() {
    Write("ecb", {"EUR/USD", "EUR/JPY", "EUR/GBP"}, 11'684'000'000);
    Write("cbr", {"USD/RUB", "EUR/RUB"}, 810'000'000'000);
    snapshot_ = *server::LoadSnapshot(store_, catalog_, nullptr, true);
  }
  server::Response Ask(server::Request& request) const {
    const server::Site site{.lake = {store_, store_}, .catalog = catalog_, .runs = runs_, .version = "test"};
    return server::Handle(request, {snapshot_, Instant::StartOf(Date::Of(2026, 4, 14))}, site);
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
    state.partitions[id] = {partition.rows.size(), bytes.size(), Sha256Hex(bytes), Date::Of(2026, 3, 20), Date::Of(2026, 4, 8)};
    if (!lake::Commit(store_, *lake::ReadManifest(store_), {{source, state}})) std::abort();
  }

  mutable env::MemoryStore store_;
  mutable server::RunList runs_{store_};
  sources::Catalog catalog_ = Sources();
  std::shared_ptr<const server::Snapshot> snapshot_;
};

}  // namespace

// The first line is a target, the second the headers' values, the rest a body: there is an answer to everything, and it has an end. An
// answer that is no success is not the server's fault.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  static const Lake kLake;
  const std::string_view text(data, size);
  const auto target = text.substr(0, text.find('\n'));
  auto rest = text.substr(std::min(target.size() + 1, text.size()));
  const auto header = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(header.size() + 1, rest.size()));
  server::Request request{.method = rest.empty() ? "GET" : "POST",
                          .target = target,
                          .accept = header,
                          .accept_encoding = header,
                          .if_none_match = header,
                          .origin = header,
                          .body = rest};
  if (!server::ReadTarget(request)) return 0;
  auto response = kLake.Ask(request);
  if (response.status < 200 || response.status == 500 || response.status > 599) std::abort();
  std::string sent;
  for (int parts = 0; response.stream && response.stream->Next(sent); ++parts) {
    if (parts > 10'000) std::abort();
  }
  return 0;
}
