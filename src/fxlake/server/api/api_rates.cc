// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/base/text.h"
#include "fxlake/rates/quoted_rate.h"
#include "fxlake/server/api/api.h"
#include "fxlake/server/api/api_query.h"
#include "fxlake/server/api/rate_stream.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 11> kKnown = {
    "base", "symbols", "date", "from", "to", "on", "max_age", "source", "as_of", "allow_different_days",
    "legs"};

// The days to list: the requested one; of a range, those that have rates, or, with a fallback rule, every
// one.
std::vector<Date> DaysOf(Date first, Date last, bool every, const RateHistory& history) {
  std::vector<Date> days;
  const auto& known = history.days();
  if (known.empty()) return days;
  if (every) {
    for (auto day = std::max(first, Date::FromDays(known.front()));
         day <= last && day.days() <= known.back() + kCarriedDays; ++day)
      days.push_back(day);
    return days;
  }
  for (auto at = std::ranges::lower_bound(known, first.days()); at != known.end() && *at <= last.days(); ++at)
    days.push_back(Date::FromDays(*at));
  return days;
}

Result<RatesRequest> ReadRequested(const Request& request, const SelectedSource& selected, Date today) {
  RatesRequest requested;
  ASSIGN_OR_RETURN(requested.route.from,
                   ReadCurrency(request.Find("base") != nullptr ? *request.Find("base") : "EUR"));
  for (const auto& symbol : SplitList(request.Find("symbols") != nullptr ? *request.Find("symbols") : "")) {
    ASSIGN_OR_RETURN(const auto code, ReadCurrency(symbol));
    requested.targets.push_back(code);
  }
  ASSIGN_OR_RETURN(const auto date, DateParameter(request, "date"));
  ASSIGN_OR_RETURN(const auto from, DateParameter(request, "from"));
  ASSIGN_OR_RETURN(const auto to, DateParameter(request, "to"));
  requested.range = from || to;
  if (requested.range && date)
    return InvalidInput("date cannot be used with from and to: date is one date, from and to are a range");
  ASSIGN_OR_RETURN(
      requested.route.look_up,
      LookUpParameters(request, requested.range ? rates::LookUp::exact : rates::LookUp::previous));
  ASSIGN_OR_RETURN(requested.route.days_may_differ, FlagParameter(request, "allow_different_days", false));
  ASSIGN_OR_RETURN(requested.legs, FlagParameter(request, "legs", !requested.range));
  requested.route.pivots = selected.pivots;
  requested.days = {date.value_or(today)};
  if (!requested.range) return requested;
  const auto first = from.value_or(Date::Of(1900, 1, 1)), last = to.value_or(today);
  if (first > last) return InvalidInput("from is later than to");
  requested.days = DaysOf(first, last, request.Find("on") != nullptr, *selected.history);
  return requested;
}

}  // namespace

Result<Response> AnswerApiRates(const Request& request, const View& view, const ServerContext& context) {
  RETURN_IF_ERROR(CheckParameters(request, kKnown));
  ASSIGN_OR_RETURN(auto selected, SourceParameters(request, view, context));
  ASSIGN_OR_RETURN(auto requested, ReadRequested(request, selected, view.today()));
  // For named currencies a missing rate is an error; a list shows what exists.
  for (const auto target : requested.targets) {
    auto route = requested.route;
    route.to = target;
    const auto has_rate = [&](Date day) {
      route.date = day;
      return rates::Quote(*selected.history, route).has_value();
    };
    if (requested.days.empty() || std::ranges::any_of(requested.days, has_rate)) continue;
    if (!requested.range) return rates::Quote(*selected.history, route).error();
    return NotFound("no rate of " + route.from.ToString() + " in " + target.ToString() + " from " +
                    requested.days.front().ToString() + " to " + requested.days.back().ToString());
  }
  return Response{.stream =
                      MakeRateStream(std::move(requested), std::move(selected), view.snapshot->version)};
}

}  // namespace fxlake::server
