// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/rates/quoted_rate.h"
#include "fxlake/server/api.h"
#include "fxlake/server/api_query.h"
#include "fxlake/server/code_list.h"
#include "fxlake/server/rate_stream.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 11> kKnown = {
    "base", "symbols", "date", "from", "to", "on", "max_age", "source", "as_of", "allow_different_days", "legs"};

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

Result<AskedRates> ReadAsked(const Request& request, const ChosenSource& chosen, Date today) {
  AskedRates asked;
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

}  // namespace

Result<Response> AnswerApiRates(const Request& request, const View& view, const Site& site) {
  RETURN_IF_ERROR(CheckParameters(request, kKnown));
  ASSIGN_OR_RETURN(auto chosen, SourceParameters(request, view, site));
  ASSIGN_OR_RETURN(auto asked, ReadAsked(request, chosen, view.today()));
  // Who names a currency learns why there is no rate on the day, or that there is none on any; a list shows what there is.
  for (const auto target : asked.targets) {
    auto route = asked.route;
    route.to = target;
    const auto has_rate = [&](Date day) {
      route.date = day;
      return rates::Quote(*chosen.history, route).has_value();
    };
    if (asked.days.empty() || std::ranges::any_of(asked.days, has_rate)) continue;
    if (!asked.range) return rates::Quote(*chosen.history, route).error();
    return NotFound("no rate of " + route.from.ToString() + " in " + target.ToString() + " from " + asked.days.front().ToString() + " to " +
                    asked.days.back().ToString());
  }
  return Response{.stream = MakeRateStream(std::move(asked), std::move(chosen), view.snapshot->version)};
}

}  // namespace fxlake::server
