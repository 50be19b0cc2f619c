// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/cli/amount_format.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/opening.h"
#include "fxlake/cli/rate_source.h"
#include "fxlake/lake/committed.h"
#include "fxlake/rates/conversion.h"
#include "fxlake/rates/rounding_name.h"

namespace fxlake::cli {
namespace {

using rates::Conversion;

struct Options : RateOptions {
  std::string amount, from, to;
  std::string rule = "half_away";
  std::optional<std::int64_t> decimals;
};

// The rates there are: of the source chosen, or none, since what law fixed needs no lake.
struct Rates {
  std::string source;  // "" for none
  lake::LakeSeries series;
};

Result<rates::ConversionRequest> ReadRequest(Session& session, const Options& options) {
  rates::ConversionRequest request;
  ASSIGN_OR_RETURN(request.amount, ReadAmount(options.amount));
  ASSIGN_OR_RETURN(request.route.from, ReadCurrency(options.from));
  ASSIGN_OR_RETURN(request.route.to, ReadCurrency(options.to));
  ASSIGN_OR_RETURN(const auto date, ReadDay(options.date, "--date"));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  request.route.date = date.value_or(clock->Today());
  ASSIGN_OR_RETURN(request.route.look_up.look_up, rates::ParseLookUp(options.on.value_or("previous")));
  request.route.days_may_differ = options.days_may_differ;
  ASSIGN_OR_RETURN(request.rounding, rates::ParseRounding(options.rule));
  if (options.decimals && (*options.decimals < 0 || *options.decimals > 30))
    return InvalidInput("--decimals is 0 to 30");
  if (options.decimals) request.decimals = static_cast<int>(*options.decimals);
  return request;
}

Result<Rates> LoadRates(Session& session, const Options& options, rates::RouteRequest& route) {
  Rates loaded;
  const bool fixed = rates::FindRoute(loaded.series, route).has_value();
  if (fixed && !options.source) return loaded;
  ASSIGN_OR_RETURN(const auto as_of, ReadAsOf(options.as_of));
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  RETURN_IF_ERROR(lake::ReadCommitted(
      lake.processed, session.environment().clock, [&](const lake::Manifest& manifest) -> Result<void> {
        ASSIGN_OR_RETURN(loaded.source, ChooseSource(session, manifest, options.source));
        const auto reach = ReachOf(loaded.source, route.date, route.date, route.look_up, as_of);
        ASSIGN_OR_RETURN(loaded.series, lake::LakeSeries::Load(lake.processed, manifest, reach));
        return {};
      }));
  ASSIGN_OR_RETURN(route.pivots, PivotsOf(session, loaded.source));
  return loaded;
}

// The raw object behind a step; nullptr when law fixed its rate.
const lake::Origin* OriginOf(const rates::Leg& leg, const lake::LakeSeries& series) {
  if (leg.kind != rates::LegKind::published) return nullptr;
  const auto pair = rates::Pair::Make(leg.from, leg.to);
  if (!pair) return nullptr;
  return series.FindOrigin(leg.operation == rates::Operation::multiply ? *pair : pair->Inverse(), leg.date);
}

std::string StepsToText(const Conversion& conversion, const Rates& rates,
                        const rates::ConversionRequest& request) {
  if (conversion.steps.empty()) return "";
  auto text = fmt::format("\n  {} {}", FormatAmount(conversion.amount, 0), conversion.from.ToString());
  if (conversion.DayUsed())
    text += fmt::format(" on {} by the rule \"{}\", rates of {}", request.route.date.ToString(),
                        rates::NameOf(request.route.look_up.look_up), rates.source);
  text += '\n';
  for (const auto& step : conversion.steps) {
    text += fmt::format("  {}\n      = {} {}\n", step.leg.ToString(), FormatAmount(step.amount, 0),
                        step.leg.to.ToString());
    if (const auto* origin = OriginOf(step.leg, rates.series)) {
      text +=
          fmt::format("      from {}, recorded {}\n", origin->raw_object, origin->recorded_at.ToSeconds());
    }
  }
  return text + fmt::format("  rounded to {} decimals, {}\n", conversion.decimals,
                            rates::NameOf(conversion.rounding));
}

Json StepToJson(const rates::ConversionStep& step, const lake::LakeSeries& series) {
  constexpr std::string_view kKinds[] = {"published", "fixed_euro_rate", "redenomination"};
  const auto& leg = step.leg;
  auto json = JsonObject({{"from", leg.from.ToString()},
                          {"to", leg.to.ToString()},
                          {"kind", kKinds[static_cast<std::size_t>(leg.kind)]},
                          {"operation", leg.operation == rates::Operation::multiply ? "multiply" : "divide"},
                          {"rate", leg.rate.ToString()},
                          {"date", leg.date.ToString()},
                          {"amount", step.amount.ToString()}});
  if (const auto* origin = OriginOf(leg, series)) {
    json.Set("raw_object", origin->raw_object);
    json.Set("recorded_at", origin->recorded_at.ToString());
  }
  return json;
}

Json ToJson(const Conversion& conversion, const Rates& rates, const rates::ConversionRequest& request) {
  Json steps = Json::EmptyArray();
  for (const auto& step : conversion.steps) steps.Append(StepToJson(step, rates.series));
  const auto day = conversion.DayUsed();
  return JsonObject({{"amount", conversion.amount.ToString()},
                     {"from", conversion.from.ToString()},
                     {"to", conversion.to.ToString()},
                     {"result", conversion.ToString()},
                     {"exact", conversion.exact.ToString()},
                     {"decimals", conversion.decimals},
                     {"rounding", rates::NameOf(conversion.rounding)},
                     {"date", request.route.date.ToString()},
                     {"on", rates::NameOf(request.route.look_up.look_up)},
                     {"rate_date", day ? Json(day->ToString()) : Json()},
                     {"source", rates.source.empty() ? Json() : Json(rates.source)},
                     {"steps", std::move(steps)}});
}

Result<int> ShowConversion(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(auto request, ReadRequest(session, options));
  ASSIGN_OR_RETURN(const auto rates, LoadRates(session, options, request.route));
  ASSIGN_OR_RETURN(const auto conversion, rates::Convert(rates.series, request));
  if (session.json()) {
    session.PrintJson(ToJson(conversion, rates, request));
  } else {
    session.Print(fmt::format("{} {}\n", FormatAmount(conversion.result, conversion.decimals),
                              conversion.to.ToString()));
    if (!session.options().quiet) session.Print(StepsToText(conversion, rates, request));
  }
  return kSuccess;
}

}  // namespace

Command ConvertCommand() {
  return {"convert", "Convert an amount, exactly, and tell how",
          "The first line is the amount, with --quiet the only one; below stands each step with its rate, "
          "its day and the raw object it "
          "came from. Everything between "
          "is exact, "
          "rounded is once, at the end: to the minor units of the currency (6 decimals where it has none, as "
          "gold). From one national unit "
          "of the euro to "
          "another the law leads through euros rounded to three decimals (Regulation (EC) 1103/97).\n\n"
          "AMOUNT may have commas or underscores between groups of three digits. In JSON, numbers are exact "
          "text; \"exact\" is a fraction "
          "where decimals "
          "have no end. What law fixed, the euro's 21 conversion rates and new units for old, needs no "
          "lake.\n\nExamples:\n"
          "  fxlake convert 100 USD CHF\n"
          "  fxlake convert 1,000,000,000 ITL EUR\n"
          "  fxlake convert 250.50 EUR USD --date 2026-04-05 --on next --rule half_even\n"
          "  fxlake convert 5_000_000 TRL EUR --date 2005-01-03 --json",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("amount", options->amount, "How much");
            arguments.Word("from", options->from, "Of which currency");
            arguments.Word("to", options->to, "Into which one");
            options->Declare(arguments);
            arguments.Option("--rule half_even|half_away|toward_zero|away_from_zero|floor|ceiling",
                             options->rule, "How the end is rounded");
            arguments.Option("--decimals N", options->decimals,
                             "To how many decimals; without it the currency's minor units");
            return [options](Session& session) { return ShowConversion(session, *options); };
          }};
}

}  // namespace fxlake::cli
