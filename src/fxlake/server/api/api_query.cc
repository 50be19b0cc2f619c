// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/api/api_query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/nearest.h"
#include "fxlake/base/text.h"
#include "fxlake/rates/minor_unit.h"

namespace fxlake::server {
namespace {

constexpr std::int64_t kMostDays = 36'500;

Result<std::shared_ptr<const RateHistory>> ChooseHistory(const std::string* name, const Snapshot& snapshot) {
  if (snapshot.histories.empty()) return NotFound("the lake has no rates yet");
  if (name != nullptr) {
    const auto found =
        std::ranges::find(snapshot.histories, *name, [](const auto& history) { return history->source(); });
    if (found != snapshot.histories.end()) return *found;
    std::vector<std::string_view> known;
    for (const auto& history : snapshot.histories) known.push_back(history->source());
    return NotFound(fmt::format("the lake has no rates of source \"{}\"{}", *name, DidYouMean(*name, known)));
  }
  if (snapshot.histories.size() == 1) return snapshot.histories.front();
  if (const auto* ecb = snapshot.ecb()) {
    return *std::ranges::find(snapshot.histories, ecb->sources.front(),
                              [](const auto& history) { return history->source(); });
  }
  return InvalidInput("the lake has rates of several sources: set the parameter \"source\"");
}

}  // namespace

Result<void> CheckParameters(const Request& request, std::span<const std::string_view> known) {
  for (const auto& parameter : request.parameters) {
    if (std::ranges::find(known, parameter.name) != known.end()) continue;
    return InvalidInput(
        fmt::format("unknown parameter \"{}\"{}", parameter.name, DidYouMean(parameter.name, known)));
  }
  return {};
}

Result<std::optional<Date>> DateParameter(const Request& request, std::string_view name) {
  const auto* text = request.Find(name);
  if (text == nullptr) return std::optional<Date>();
  ASSIGN_OR_RETURN(const auto date, Date::Parse(*text).In(name));
  return std::optional(date);
}

Result<std::optional<Instant>> TimeParameter(const Request& request, std::string_view name) {
  const auto* text = request.Find(name);
  if (text == nullptr) return std::optional<Instant>();
  if (const auto day = Date::Parse(*text)) return std::optional(Instant::StartOf(*day + 1) + (-1));
  ASSIGN_OR_RETURN(const auto time, Instant::Parse(*text).In(name));
  return std::optional(time);
}

Result<std::optional<std::int64_t>> CountParameter(const Request& request, std::string_view name,
                                                   std::int64_t most) {
  const auto* text = request.Find(name);
  if (text == nullptr) return std::optional<std::int64_t>();
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
  if (error != std::errc() || end != text->data() + text->size() || count < 0 || count > most) {
    return InvalidInput(
        fmt::format("{}: must be a whole number from 0 to {}, not \"{}\"", name, most, Excerpt(*text, 40)));
  }
  return std::optional(count);
}

Result<bool> FlagParameter(const Request& request, std::string_view name, bool otherwise) {
  const auto* text = request.Find(name);
  if (text == nullptr) return otherwise;
  if (*text != "true" && *text != "false")
    return InvalidInput(fmt::format("{}: must be true or false, not \"{}\"", name, Excerpt(*text, 40)));
  return *text == "true";
}

Result<rates::CurrencyCode> ReadCurrency(std::string_view text) { return rates::ParseTypedCode(text); }

Result<std::string> NeededParameter(const Request& request, std::string_view name) {
  const auto* text = request.Find(name);
  if (text == nullptr || text->empty())
    return InvalidInput(fmt::format("the parameter \"{}\" is missing", name));
  return *text;
}

Result<rates::LookUpRule> LookUpParameters(const Request& request, rates::LookUp otherwise) {
  rates::LookUpRule rule{.look_up = otherwise};
  if (const auto* on = request.Find("on")) {
    ASSIGN_OR_RETURN(rule.look_up, rates::ParseLookUp(*on));
  }
  ASSIGN_OR_RETURN(const auto days, CountParameter(request, "max_age", kMostDays));
  if (days) rule.reach = static_cast<int>(*days);
  return rule;
}

Result<SelectedSource> SourceParameters(const Request& request, const View& view,
                                        const ServerContext& context) {
  SelectedSource selected;
  ASSIGN_OR_RETURN(selected.history, ChooseHistory(request.Find("source"), *view.snapshot));
  ASSIGN_OR_RETURN(selected.as_of, TimeParameter(request, "as_of"));
  if (selected.as_of) selected.history = selected.history->AsOf(*selected.as_of);
  constexpr auto kEuro = rates::CurrencyCode::Of("EUR");
  const auto spec = context.catalog.Find(selected.history->source());
  const auto home = rates::CurrencyCode::Parse(spec ? (*spec)->home_currency : "EUR");
  if (home) selected.pivots.push_back(*home);
  if (!home || *home != kEuro) selected.pivots.push_back(kEuro);
  return selected;
}

Json TextOrNull(const std::string& text) {
  Json json;
  if (!text.empty()) json = text;
  return json;
}

Json LegToJson(const rates::Leg& leg, const RateHistory& history) {
  const bool published = leg.kind == rates::LegKind::published,
             multiplies = leg.operation == rates::Operation::multiply;
  auto json = JsonObject({{"from", leg.from.ToString()},
                          {"to", leg.to.ToString()},
                          {"kind", published                                     ? "published"
                                   : leg.kind == rates::LegKind::fixed_euro_rate ? "fixed_euro_rate"
                                                                                 : "redenomination"},
                          {"operation", multiplies ? "multiply" : "divide"},
                          {"rate", leg.rate.ToString()},
                          {"date", leg.date.ToString()}});
  const auto pair = rates::Pair::Make(leg.from, leg.to);
  const auto* origin =
      published && pair ? history.FindOrigin(multiplies ? *pair : pair->Inverse(), leg.date) : nullptr;
  json.Set("raw_object", TextOrNull(origin == nullptr ? "" : origin->raw_object));
  json.Set("recorded_at", TextOrNull(origin == nullptr ? "" : origin->recorded_at.ToString()));
  return json;
}

}  // namespace fxlake::server
