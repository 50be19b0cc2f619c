// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fxlake/rates/conversion.h"
#include "fxlake/rates/rounding_name.h"
#include "fxlake/server/api/api.h"
#include "fxlake/server/api/api_query.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 11> kKnown = {"amount",
                                                     "from",
                                                     "to",
                                                     "date",
                                                     "on",
                                                     "max_age",
                                                     "rule",
                                                     "decimals",
                                                     "source",
                                                     "as_of",
                                                     "allow_different_days"};

Result<rates::ConversionRequest> ReadConversion(const Request& request, Date today) {
  rates::ConversionRequest conversion;
  ASSIGN_OR_RETURN(const auto amount, NeededParameter(request, "amount"));
  ASSIGN_OR_RETURN(conversion.amount, Rational::Parse(amount).In("amount"));
  ASSIGN_OR_RETURN(const auto from, NeededParameter(request, "from"));
  ASSIGN_OR_RETURN(const auto to, NeededParameter(request, "to"));
  ASSIGN_OR_RETURN(conversion.route.from, ReadCurrency(from));
  ASSIGN_OR_RETURN(conversion.route.to, ReadCurrency(to));
  ASSIGN_OR_RETURN(const auto date, DateParameter(request, "date"));
  conversion.route.date = date.value_or(today);
  ASSIGN_OR_RETURN(conversion.route.look_up, LookUpParameters(request, rates::LookUp::previous));
  ASSIGN_OR_RETURN(conversion.route.days_may_differ, FlagParameter(request, "allow_different_days", false));
  if (const auto* rule = request.Find("rule")) {
    ASSIGN_OR_RETURN(conversion.rounding, rates::ParseRounding(*rule));
  }
  ASSIGN_OR_RETURN(const auto decimals, CountParameter(request, "decimals", 30));
  if (decimals) conversion.decimals = static_cast<int>(*decimals);
  return conversion;
}

}  // namespace

Result<Response> AnswerConvert(const Request& request, const View& view, const ServerContext& context) {
  RETURN_IF_ERROR(CheckParameters(request, kKnown));
  ASSIGN_OR_RETURN(auto requested, ReadConversion(request, view.today()));
  // A rate fixed by law needs no source.
  SelectedSource selected{.history = std::make_shared<RateHistory>(""), .pivots = {}, .as_of = {}};
  const bool fixed = rates::FindRoute(*selected.history, requested.route).has_value();
  if (!fixed || request.Find("source") != nullptr) {
    ASSIGN_OR_RETURN(selected, SourceParameters(request, view, context));
    requested.route.pivots = selected.pivots;
  }
  ASSIGN_OR_RETURN(const auto conversion, rates::Convert(*selected.history, requested));
  Json steps = Json::EmptyArray();
  for (const auto& step : conversion.steps) {
    auto json = LegToJson(step.leg, *selected.history);
    json.Set("amount", step.amount.ToString());
    json.Set("text", step.leg.ToString());
    steps.Append(std::move(json));
  }
  auto json = JsonObject({{"amount", conversion.amount.ToString()},
                          {"from", conversion.from.ToString()},
                          {"to", conversion.to.ToString()},
                          {"result", conversion.ToString()},
                          {"exact", conversion.exact.ToString()},
                          {"decimals", conversion.decimals},
                          {"rule", rates::NameOf(conversion.rounding)},
                          {"date", requested.route.date.ToString()},
                          {"on", rates::NameOf(requested.route.look_up.look_up)},
                          {"max_age", requested.route.look_up.reach}});
  const auto day = conversion.DayUsed();
  json.Set("rate_date", TextOrNull(day ? day->ToString() : ""));
  json.Set("source", TextOrNull(selected.history->source()));
  json.Set("as_of", TextOrNull(selected.as_of ? selected.as_of->ToString() : ""));
  json.Set("manifest_version", view.snapshot->version);
  json.Set("steps", std::move(steps));
  return JsonResponse(json);
}

}  // namespace fxlake::server
