// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/cli/amount_format.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/date_options.h"
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

// The available rates: of the chosen source, or none, because rates fixed by law need no lake.
struct Rates {
  std::string source;  // "": none
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
    return InvalidInput("--decimals must be 0 to 30");
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

// The raw object of a step's rate; nullptr when it is fixed by law.
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
    text += fmt::format(" on {} with the fallback rule \"{}\", rates of {}", request.route.date.ToString(),
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
  return {"convert", "Convert an amount exactly and show how it was derived",
          "The first line is the converted amount; with --quiet it is the only line. The lines below show "
          "each step with its rate, rate date and raw object. Intermediate results are exact; only the "
          "final amount is rounded, to the minor units of the currency (6 decimals for a currency without "
          "minor units, such as gold). A conversion between two national units of the euro goes through "
          "euros rounded to three decimals, as Regulation (EC) No 1103/97 requires.\n"
          "\n"
          "AMOUNT may have commas or underscores between groups of three digits. In JSON, numbers are "
          "exact text; \"exact\" is a fraction when the decimals do not end. Conversions fixed by law (the "
          "euro's 21 conversion rates and redenominations) need no lake.\n"
          "\n"
          "Examples:\n"
          "  fxlake convert 100 USD CHF\n"
          "  fxlake convert 1,000,000,000 ITL EUR\n"
          "  fxlake convert 250.50 EUR USD --date 2026-04-05 --on next --rule half_even\n"
          "  fxlake convert 5_000_000 TRL EUR --date 2005-01-03 --json",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("amount", options->amount, "Amount to convert");
            arguments.Word("from", options->from, "Currency of the amount");
            arguments.Word("to", options->to, "Currency to convert to");
            options->Declare(arguments);
            arguments.Option("--rule half_even|half_away|toward_zero|away_from_zero|floor|ceiling",
                             options->rule, "Rounding rule for the final amount");
            arguments.Option(
                "--decimals N", options->decimals,
                "Number of decimals of the final amount. Default: the minor units of the currency.");
            return [options](Session& session) { return ShowConversion(session, *options); };
          }};
}

}  // namespace fxlake::cli
