// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <map>

#include "fxlake/rates/currency.h"
#include "fxlake/rates/succession.h"
#include "fxlake/server/api/api.h"
#include "fxlake/server/api/api_query.h"

namespace fxlake::server {
namespace {

using rates::CurrencyCode;

constexpr std::array<std::string_view, 1> kKnown = {"source"};

// The days on which a currency has rates, as base or target.
struct Presence {
  std::int32_t first_day = INT32_MAX, last_day = INT32_MIN;
  std::vector<std::string> sources;
};

void Add(std::map<CurrencyCode, Presence>& presences, CurrencyCode code, const PairHistory& pair,
         const std::string& source) {
  auto& presence = presences[code];
  presence.first_day = std::min(presence.first_day, pair.days.front());
  presence.last_day = std::max(presence.last_day, pair.days.back());
  if (presence.sources.empty() || presence.sources.back() != source) presence.sources.push_back(source);
}

Json DayOrNull(const std::optional<Date>& day) { return day ? Json(day->ToString()) : Json(); }

Json SuccessorOf(CurrencyCode code) {
  const auto* succession = rates::FindSuccession(code);
  if (succession == nullptr) return {};
  return JsonObject({{"code", succession->successor.ToString()},
                     {"units", succession->units},
                     {"since", succession->since.ToString()}});
}

Json Describe(CurrencyCode code, const Presence& presence) {
  const auto* currency = rates::FindCurrency(code);
  Json sources = Json::EmptyArray();
  for (const auto& source : presence.sources) sources.Append(source);
  const bool known = currency != nullptr;
  return JsonObject({{"code", code.ToString()},
                     {"name", known ? Json(currency->name) : Json()},
                     {"minor_units", known && currency->minor_units ? Json(*currency->minor_units) : Json()},
                     {"in_use_from", known ? DayOrNull(currency->first_day) : Json()},
                     {"in_use_to", known ? DayOrNull(currency->last_day) : Json()},
                     {"successor", SuccessorOf(code)},
                     {"first_day", Date::FromDays(presence.first_day).ToString()},
                     {"last_day", Date::FromDays(presence.last_day).ToString()},
                     {"sources", std::move(sources)}});
}

}  // namespace

Result<Response> AnswerCurrencies(const Request& request, const View& view,
                                  const ServerContext& /*context*/) {
  RETURN_IF_ERROR(CheckParameters(request, kKnown));
  const auto* wanted = request.Find("source");
  std::map<CurrencyCode, Presence> presences;
  for (const auto& history : view.snapshot->histories) {
    if (wanted != nullptr && *wanted != history->source()) continue;
    for (const auto& pair : history->pairs()) {
      Add(presences, pair.pair.base(), pair, history->source());
      Add(presences, pair.pair.target(), pair, history->source());
    }
  }
  Json list = Json::EmptyArray();
  for (const auto& [code, presence] : presences) list.Append(Describe(code, presence));
  return JsonResponse(
      JsonObject({{"manifest_version", view.snapshot->version}, {"currencies", std::move(list)}}));
}

}  // namespace fxlake::server
