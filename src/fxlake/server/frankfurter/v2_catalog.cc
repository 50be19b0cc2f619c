// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/frankfurter/v2_catalog.h"

#include <fmt/format.h>

#include <map>

#include "fxlake/base/text.h"
#include "fxlake/rates/currency.h"
#include "fxlake/rates/minor_unit.h"
#include "fxlake/rates/pegs.h"
#include "fxlake/server/snapshot/rate_format.h"

namespace fxlake::server {
namespace {

using rates::CurrencyCode;

constexpr int kActiveDays = 30;

// The first and last day and the providers of a currency.
struct Coverage {
  std::int32_t first = INT32_MAX;
  std::int32_t last = INT32_MIN;
  std::vector<std::string> providers;
};
using Coverages = std::map<CurrencyCode, Coverage>;

void Add(Coverages& coverages, CurrencyCode code, const PairHistory& history, const std::string& provider) {
  auto& coverage = coverages[code];
  coverage.first = std::min(coverage.first, history.days.front());
  coverage.last = std::max(coverage.last, history.days.back());
  if (!Contains(coverage.providers, provider)) coverage.providers.push_back(provider);
}

Coverages CoveragesOf(const Snapshot& snapshot) {
  Coverages coverages;
  for (const auto& provider : snapshot.providers) {
    for (const auto& history : provider.history->pairs()) {
      Add(coverages, history.pair.base(), history, provider.key);
      Add(coverages, history.pair.target(), history, provider.key);
    }
  }
  return coverages;
}

// Pegged currencies that nobody quotes exist as long as their anchors.
void AddPegged(Coverages& coverages) {
  for (const auto& peg : rates::AllPegs()) {
    const auto anchor = coverages.find(peg.anchor);
    if (anchor == coverages.end() || coverages.contains(peg.quote)) continue;
    const auto first = peg.since ? std::max(peg.since->days(), anchor->second.first) : anchor->second.first;
    if (first <= anchor->second.last) coverages.emplace(peg.quote, Coverage{first, anchor->second.last, {}});
  }
}

Json Describe(CurrencyCode code, const Coverage& coverage) {
  const auto* currency = rates::FindCurrency(code);
  const bool numbered = currency != nullptr && currency->numeric != 0;
  const bool has_symbol = currency != nullptr && !currency->symbol.empty();
  return JsonObject({{"iso_code", code.ToString()},
                     {"iso_numeric", numbered ? Json(fmt::format("{:03}", currency->numeric)) : Json()},
                     {"name", currency != nullptr ? Json(currency->name) : Json(code.ToString())},
                     {"symbol", has_symbol ? Json(currency->symbol) : Json()},
                     {"start_date", Date::FromDays(coverage.first).ToString()},
                     {"end_date", Date::FromDays(coverage.last).ToString()}});
}

std::string FormatStored(Decimal rate) {
  std::string text;
  AppendStored(text, rate);
  return text;
}

}  // namespace

Response AnswerV2Currencies(const Request& request, const View& view) {
  const auto* scope = request.Find("scope");
  const auto* providers = request.Find("providers");
  if (scope != nullptr && *scope != "all") return StatusMessage(422, "invalid scope");
  auto coverages = CoveragesOf(*view.snapshot);
  if (providers == nullptr) AddPegged(coverages);
  const auto keys = SplitList(UpperCase(providers == nullptr ? "" : *providers));
  Json list = Json::EmptyArray();
  for (const auto& [code, coverage] : coverages) {
    const bool is_quoted =
        std::ranges::any_of(coverage.providers, [&](const auto& key) { return Contains(keys, key); });
    const bool is_active = coverage.last >= view.today().days() - kActiveDays;
    if (providers != nullptr ? is_quoted : is_active || scope != nullptr)
      list.Append(Describe(code, coverage));
  }
  return JsonResponse(list, Caching::explicit_dates);
}

Response AnswerV2Currency(std::string_view code, const View& view) {
  const auto parsed = rates::CurrencyCode::Parse(rates::UpperCaseCode(code));
  auto coverages = CoveragesOf(*view.snapshot);
  AddPegged(coverages);
  const auto found = parsed ? coverages.find(*parsed) : coverages.end();
  if (found == coverages.end()) return StatusMessage(404, "not found");
  auto json = Describe(found->first, found->second);
  Json keys = Json::EmptyArray();
  for (const auto& key : found->second.providers) keys.Append(key);
  json.Set("providers", std::move(keys));
  if (const auto* peg = rates::FindPeg(found->first)) {
    json.Set("peg", JsonObject({{"base", peg->anchor.ToString()},
                                {"rate", Json::Number{FormatStored(peg->rate)}},
                                {"authority", peg->authority},
                                {"since", peg->since ? Json(peg->since->ToString()) : Json()}}));
  }
  return JsonResponse(json, Caching::explicit_dates);
}

Response AnswerV2Providers(const View& view) {
  Json list = Json::EmptyArray();
  for (const auto& provider : view.snapshot->providers) {
    const auto& days = provider.history->days();
    Json currencies = Json::EmptyArray();
    for (const auto code :
         provider.history->Currencies(Date::FromDays(days.front()), Date::FromDays(days.back())))
      currencies.Append(code.ToString());
    Json sources = Json::EmptyArray();
    for (const auto& source : provider.sources) sources.Append(source);
    list.Append(JsonObject({{"key", provider.key},
                            {"name", provider.name},
                            {"base", provider.home.ToString()},
                            {"pivot_currency", provider.home.ToString()},
                            {"data_url", provider.website.empty() ? Json() : Json(provider.website)},
                            {"start_date", Date::FromDays(days.front()).ToString()},
                            {"end_date", Date::FromDays(days.back()).ToString()},
                            {"currencies", std::move(currencies)},
                            {"sources", std::move(sources)}}));
  }
  return JsonResponse(list, Caching::an_hour);
}

}  // namespace fxlake::server
