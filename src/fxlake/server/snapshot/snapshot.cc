// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/snapshot.h"

#include <algorithm>
#include <map>

#include "fxlake/base/text.h"
#include "fxlake/lake/committed.h"

namespace fxlake::server {
namespace {

// corrupt unless each partition is the one that the manifest names.
Result<std::shared_ptr<const RateHistory>> LoadHistory(env::ObjectStore& processed, const std::string& source,
                                                       const lake::SourceState& state) {
  auto history = std::make_shared<RateHistory>(source);
  for (const auto& [id, info] : state.partitions) {
    ASSIGN_OR_RETURN(const auto bytes, lake::ReadPartition(processed, source, id, info));
    const auto partition = lake::DecodePartition(id.table, bytes);
    if (!partition)
      return Corrupt("reading " + lake::PartitionKey(source, id) + ": " + partition.error().message());
    history->Add(*partition, id.table);
  }
  history->Finish();
  return std::shared_ptr<const RateHistory>(std::move(history));
}

// The most frequent currency of a source without a source file.
rates::CurrencyCode CommonCurrency(const RateHistory& history) {
  std::map<rates::CurrencyCode, int> count;
  for (const auto& pair : history.pairs()) {
    ++count[pair.pair.base()];
    ++count[pair.pair.target()];
  }
  const auto most = std::ranges::max_element(count, {}, [](const auto& entry) { return entry.second; });
  return most == count.end() ? rates::CurrencyCode::Of("EUR") : most->first;
}

Provider ProviderOf(std::string key, const std::vector<std::shared_ptr<const RateHistory>>& histories,
                    const sources::Catalog& catalog) {
  Provider provider{
      .key = std::move(key), .name = {}, .website = {}, .home = {}, .sources = {}, .history = {}};
  for (const auto& history : histories) provider.sources.push_back(history->source());
  provider.history =
      histories.size() == 1 ? histories.front() : RateHistory::Merge(histories.front()->source(), histories);
  const auto spec = catalog.Find(provider.sources.front());
  provider.name = spec ? (*spec)->title : provider.sources.front();
  if (const auto colon = provider.name.find(':'); colon != std::string::npos) provider.name.resize(colon);
  if (spec) provider.website = (*spec)->website;
  const auto home = rates::CurrencyCode::Parse(spec ? (*spec)->home_currency : "");
  provider.home = home ? *home : CommonCurrency(*provider.history);
  return provider;
}

// For equal rates from several sources of a provider, the first source's origin is used.
std::vector<Provider> ProvidersOf(const std::vector<std::shared_ptr<const RateHistory>>& histories,
                                  const sources::Catalog& catalog) {
  std::map<std::string, std::vector<std::shared_ptr<const RateHistory>>> by_key;
  for (const auto& history : histories) {
    const auto spec = catalog.Find(history->source());
    by_key[spec ? (*spec)->provider : UpperCase(history->source())].push_back(history);
  }
  std::vector<Provider> providers;
  for (const auto& [key, own] : by_key) providers.push_back(ProviderOf(key, own, catalog));
  return providers;
}

}  // namespace

const RateHistory* Snapshot::FindSource(std::string_view source) const {
  const auto found = std::ranges::find(
      histories, source, [](const auto& history) { return std::string_view(history->source()); });
  return found == histories.end() ? nullptr : found->get();
}

const Provider* Snapshot::FindProvider(std::string_view key) const {
  const auto found = std::ranges::find(providers, key, &Provider::key);
  return found == providers.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const Snapshot>> LoadSnapshot(env::ObjectStore& processed,
                                                     const sources::Catalog& catalog, const Snapshot* before,
                                                     Unvouched unvouched) {
  auto snapshot = std::make_shared<Snapshot>();
  ASSIGN_OR_RETURN(auto reading, lake::ExamineManifest(processed));
  if (reading.damage != lake::ManifestDamage::none) return Corrupt(reading.reason);
  snapshot->manifest = std::move(reading.manifest);
  snapshot->version = snapshot->manifest.version;
  snapshot->etag = reading.etag;
  for (const auto& [source, state] : snapshot->manifest.sources) {
    const auto known = before == nullptr ? lake::SourceState() : [&] {
      const auto found = before->manifest.sources.find(source);
      return found == before->manifest.sources.end() ? lake::SourceState() : found->second;
    }();
    std::shared_ptr<const RateHistory> history;
    if (before != nullptr && known.partitions == state.partitions) {
      const auto same =
          std::ranges::find(before->histories, source, [](const auto& each) { return each->source(); });
      if (same != before->histories.end()) history = *same;
    }
    if (!history) {
      auto loaded = LoadHistory(processed, source, state);
      if (!loaded && loaded.error().kind() == ErrorKind::corrupt) {
        if (unvouched == Unvouched::refuse && (before == nullptr || !before->not_served.contains(source)))
          return Conflict(loaded.error().message());
        snapshot->not_served.emplace(source, loaded.error().message());
        continue;
      }
      if (!loaded) return loaded.error();
      history = *std::move(loaded);
    }
    if (!history->pairs().empty()) snapshot->histories.push_back(std::move(history));
  }
  snapshot->providers = ProvidersOf(snapshot->histories, catalog);
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

}  // namespace fxlake::server
