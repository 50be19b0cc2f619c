// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/rates/quoted_rate.h"
#include "fxlake/server/api.h"
#include "fxlake/server/api_query.h"
#include "fxlake/server/code_list.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 11> kKnown = {
    "base", "symbols", "date", "from", "to", "on", "max_age", "source", "as_of", "allow_different_days", "legs"};
constexpr std::size_t kPartBytes = 48 * 1024;

struct Asked {
  rates::RouteRequest route;
  std::vector<rates::CurrencyCode> targets;  // empty: all there are
  std::vector<Date> days;
  bool range = false;
  bool legs = true;
};

// The days to answer for: the one asked for; of a range those that have rates, or every one when a rule says what holds on the others.
std::vector<Date> DaysOf(Date first, Date last, bool every, const RateHistory& history) {
  std::vector<Date> days;
  const auto& known = history.days();
  if (known.empty()) return days;
  if (every) {
    for (auto day = std::max(first, Date::FromDays(known.front())); day <= last && day.days() <= known.back() + kCarriedDays; ++day)
      days.push_back(day);
    return days;
  }
  for (auto at = std::ranges::lower_bound(known, first.days()); at != known.end() && *at <= last.days(); ++at)
    days.push_back(Date::FromDays(*at));
  return days;
}

Result<Asked> ReadAsked(const Request& request, const ChosenSource& chosen, Date today) {
  Asked asked;
  ASSIGN_OR_RETURN(asked.route.from, ReadCurrency(request.Find("base") != nullptr ? *request.Find("base") : "EUR"));
  for (const auto& symbol : SplitList(request.Find("symbols") != nullptr ? *request.Find("symbols") : "")) {
    ASSIGN_OR_RETURN(const auto code, ReadCurrency(symbol));
    asked.targets.push_back(code);
  }
  ASSIGN_OR_RETURN(const auto date, DateParameter(request, "date"));
  ASSIGN_OR_RETURN(const auto from, DateParameter(request, "from"));
  ASSIGN_OR_RETURN(const auto to, DateParameter(request, "to"));
  asked.range = from || to;
  if (asked.range && date) return InvalidInput("date is one day, from and to are many: give one or the other");
  ASSIGN_OR_RETURN(asked.route.look_up, LookUpParameters(request, asked.range ? rates::LookUp::exact : rates::LookUp::previous));
  ASSIGN_OR_RETURN(asked.route.days_may_differ, FlagParameter(request, "allow_different_days", false));
  ASSIGN_OR_RETURN(asked.legs, FlagParameter(request, "legs", !asked.range));
  asked.route.pivots = chosen.pivots;
  asked.days = {date.value_or(today)};
  if (!asked.range) return asked;
  const auto first = from.value_or(Date::Of(1900, 1, 1)), last = to.value_or(today);
  if (first > last) return InvalidInput("from lies after to");
  asked.days = DaysOf(first, last, request.Find("on") != nullptr, *chosen.history);
  return asked;
}

class RateStream final : public BodyStream {
 public:
  RateStream(Asked asked, ChosenSource chosen, std::uint64_t version)
      : asked_(std::move(asked)), chosen_(std::move(chosen)), version_(version) {}

  bool Next(std::string& into) override {
    const auto enough = into.size() + kPartBytes;
    if (next_ == 0) into += Head();
    for (; next_ < asked_.days.size() && into.size() < enough; ++next_) AppendDay(into, asked_.days[next_]);
    if (next_ < asked_.days.size()) return true;
    into += "]}";
    return false;
  }

 private:
  std::string Head() const {
    auto head = JsonObject({{"base", asked_.route.from.ToString()},
                            {"source", chosen_.history->source()},
                            {"on", rates::NameOf(asked_.route.look_up.look_up)},
                            {"max_age", asked_.route.look_up.reach},
                            {"as_of", chosen_.as_of ? Json(chosen_.as_of->ToString()) : Json()},
                            {"manifest_version", version_}})
                    .Dump();
    head.back() = ',';
    return head + "\"rates\":[";
  }

  void AppendDay(std::string& into, Date day) {
    auto request = asked_.route;
    request.date = day;
    const auto reach = request.look_up.look_up == rates::LookUp::exact ? 0 : request.look_up.reach;
    const bool ahead = request.look_up.look_up == rates::LookUp::next;
    const auto targets =
        !asked_.targets.empty() ? asked_.targets : chosen_.history->Currencies(ahead ? day : day - reach, ahead ? day + reach : day);
    for (const auto target : targets) {
      if (target == request.from) continue;
      request.to = target;
      const auto quote = rates::Quote(*chosen_.history, request);
      if (!quote) continue;
      if (into.back() != '[') into += ',';
      into += RowOf(*quote).Dump();
    }
  }

  Json RowOf(const rates::QuotedRate& quote) const {
    auto row = JsonObject({{"date", quote.date.ToString()},
                           {"target", quote.target.ToString()},
                           {"rate", quote.rate.ToString()},
                           {"day", quote.day.ToString()},
                           {"how", quote.how}});
    if (!asked_.legs) return row;
    Json legs = Json::EmptyArray();
    for (const auto& leg : quote.legs) legs.Append(LegToJson(leg, *chosen_.history));
    row.Set("legs", std::move(legs));
    return row;
  }

  Asked asked_;
  ChosenSource chosen_;
  std::uint64_t version_;
  std::size_t next_ = 0;
};

}  // namespace

Result<Response> AnswerApiRates(const Request& request, const View& view, const Site& site) {
  RETURN_IF_ERROR(CheckParameters(request, kKnown));
  ASSIGN_OR_RETURN(auto chosen, SourceParameters(request, view, site));
  ASSIGN_OR_RETURN(auto asked, ReadAsked(request, chosen, view.today()));
  // Who names a currency and a day learns why there is no rate; a list shows what there is.
  if (!asked.range) {
    for (const auto target : asked.targets) {
      if (target == asked.route.from) continue;
      auto route = asked.route;
      route.date = asked.days.front();
      route.to = target;
      RETURN_IF_ERROR(rates::Quote(*chosen.history, route));
    }
  }
  return Response{.stream = std::make_unique<RateStream>(std::move(asked), std::move(chosen), view.snapshot->version)};
}

}  // namespace fxlake::server
