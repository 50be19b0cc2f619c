// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "fxlake/base/text.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/compared_rates.h"
#include "fxlake/cli/date_options.h"
#include "fxlake/cli/rate_source.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/lake/committed.h"
#include "fxlake/rates/quoted_rate.h"

namespace fxlake::cli {
namespace {

using rates::CurrencyCode;

struct Options : RateOptions {
  std::string base;
  std::vector<std::string> targets;
  std::optional<std::string> from, to;
  std::string format = "table";
  bool compare = false;
};

struct Requested {
  CurrencyCode base;
  std::vector<CurrencyCode> targets;  // empty: all
  Date first;
  Date last;
  bool range = false;
  rates::LookUpRule rule;
  bool rule_given = false;
  bool compared = false;  // for comparisons: a source without a currency is listed without error
};

Result<Requested> ReadRequested(Session& session, const Options& options) {
  Requested requested;
  ASSIGN_OR_RETURN(requested.base, ReadCurrency(options.base));
  for (const auto& target : options.targets) {
    ASSIGN_OR_RETURN(const auto code, ReadCurrency(target));
    requested.targets.push_back(code);
  }
  requested.range = options.from.has_value() || options.to.has_value();
  if (requested.range && options.date)
    return InvalidInput(
        "--date cannot be used with --from and --to: --date is one date, --from and --to are a range");
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto date, ReadDay(options.date, "--date"));
  ASSIGN_OR_RETURN(const auto from, ReadDay(options.from, "--from"));
  ASSIGN_OR_RETURN(const auto to, ReadDay(options.to, "--to"));
  requested.last = date ? *date : to ? *to : clock->Today();
  requested.first = requested.range ? from.value_or(Date::Of(1900, 1, 1)) : requested.last;
  if (requested.first > requested.last)
    return InvalidInput(fmt::format("--from {} is later than --to {}", requested.first.ToString(),
                                    requested.last.ToString()));
  requested.rule_given = options.on.has_value();
  requested.compared = options.compare;
  if (options.on) {
    ASSIGN_OR_RETURN(requested.rule.look_up, rates::ParseLookUp(*options.on));
  } else if (requested.range) {
    requested.rule.look_up = rates::LookUp::exact;
  }
  return requested;
}

// The days to list: the requested one; of a range, those that have rates, or, with a fallback rule, every
// one.
std::vector<Date> DaysOf(const Requested& requested, const lake::LakeSeries& series) {
  if (!requested.range) return {requested.first};
  auto days = series.Days(requested.first, requested.last);
  if (!requested.rule_given || days.empty()) return days;
  const auto first = std::max(requested.first, days.front());
  days.clear();
  for (auto day = first; day <= requested.last; ++day) days.push_back(day);
  return days;
}

Result<std::vector<rates::QuotedRate>> QuoteAll(const Requested& requested, const lake::LakeSeries& series,
                                                rates::RouteRequest request, Session& session) {
  std::vector<rates::QuotedRate> quotes;
  std::uint64_t omitted = 0;
  for (const auto day : DaysOf(requested, series)) {
    request.date = day;
    const auto reach = ReachOf("", day, day, requested.rule, std::nullopt);
    for (const auto target :
         requested.targets.empty() ? series.Currencies(reach.first, reach.last) : requested.targets) {
      if (target == requested.base && requested.targets.empty()) continue;
      request.to = target;
      auto quote = rates::Quote(series, request);
      // For a single date and named currencies a missing rate is an error; a list shows what exists.
      if (!quote && !requested.targets.empty() && !requested.range) return quote.error();
      omitted += quote ? 0 : 1;
      if (quote) quotes.push_back(*std::move(quote));
    }
  }
  const auto without = std::ranges::find_if(requested.targets, [&](CurrencyCode target) {
    return std::ranges::find(quotes, target, &rates::QuotedRate::target) == quotes.end();
  });
  if (quotes.empty() || (!requested.compared && without != requested.targets.end())) {
    const auto days =
        requested.range ? fmt::format("from {} to {}", requested.first.ToString(), requested.last.ToString())
                        : requested.rule.Describe(requested.first);
    const auto in = without == requested.targets.end() ? "" : " in " + without->ToString();
    return NotFound(fmt::format("no rate of {}{} {}", requested.base.ToString(), in, days));
  }
  if (omitted > 0)
    session.Note(fmt::format(
        "{} skipped: no rate, or only a cross of rates with different dates (--allow-different-days)",
        Counted(omitted, "rate")));
  return quotes;
}

// The type of the lake's rates; a computed one below 0.00001 has more digits than that.
std::string RateType(const std::vector<rates::QuotedRate>& quotes) {
  const bool as_stored = std::ranges::all_of(quotes, [](const auto& quote) {
    const auto stored = quote.rate.ToDecimal(Rounding::half_even);
    return stored && Rational::FromDecimal(*stored) == quote.rate;
  });
  return as_stored ? "DECIMAL(18,10)" : "DECIMAL(38,18)";
}

// Rates are texts in JSON, so that no reader converts them to binary fractions.
query::Table TableOf(const std::vector<rates::QuotedRate>& quotes, const std::string& source,
                     query::Format format) {
  using query::ValueKind;
  const bool text = format == query::Format::json || format == query::Format::ndjson;
  query::Table table;
  table.columns = {{"date", "DATE", ValueKind::date},
                   {"base", "VARCHAR", ValueKind::text},
                   {"target", "VARCHAR", ValueKind::text},
                   {"rate", RateType(quotes), text ? ValueKind::text : ValueKind::decimal},
                   {"rate_date", "DATE", ValueKind::date},
                   {"derivation", "VARCHAR", ValueKind::text},
                   {"source", "VARCHAR", ValueKind::text}};
  for (const auto& quote : quotes) {
    table.rows.push_back({quote.date.ToString(), quote.base.ToString(), quote.target.ToString(),
                          quote.rate.ToString(), quote.day.ToString(), quote.derivation, source});
  }
  return table;
}

// Price directives of plain-text accounting, one per rate: `2026-04-02 price EUR 1.1525 USD` or `P 2026-04-02
// EUR 1.1525 USD`.
constexpr std::string_view kBeancount = "beancount", kLedger = "ledger";

std::string PriceLines(const std::vector<rates::QuotedRate>& quotes, std::string_view format) {
  std::string lines;
  for (const auto& quote : quotes) {
    const auto day = quote.date.ToString(), base = quote.base.ToString(), target = quote.target.ToString(),
               rate = quote.rate.ToString();
    lines += format == kBeancount ? fmt::format("{} price {} {} {}\n", day, base, rate, target)
                                  : fmt::format("P {} {} {} {}\n", day, base, rate, target);
  }
  return lines;
}

Result<SourceQuotes> QuotesOf(Session& session, const Options& options, const Requested& requested,
                              const std::optional<std::string>& given) {
  ASSIGN_OR_RETURN(const auto as_of, ReadAsOf(options.as_of));
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  std::string source;
  lake::LakeSeries series;
  RETURN_IF_ERROR(lake::ReadCommitted(
      lake.processed, session.environment().clock, [&](const lake::Manifest& manifest) -> Result<void> {
        ASSIGN_OR_RETURN(source, ChooseSource(session, manifest, given));
        ASSIGN_OR_RETURN(series, lake::LakeSeries::Load(lake.processed, manifest,
                                                        ReachOf(source, requested.first, requested.last,
                                                                requested.rule, as_of)));
        return {};
      }));
  rates::RouteRequest request{.from = requested.base,
                              .to = {},
                              .date = {},
                              .look_up = requested.rule,
                              .pivots = {},
                              .days_may_differ = options.days_may_differ};
  ASSIGN_OR_RETURN(request.pivots, PivotsOf(session, source));
  ASSIGN_OR_RETURN(auto quotes, QuoteAll(requested, series, request, session));
  return SourceQuotes{source, std::move(quotes)};
}

// The rates of several sources side by side.
Result<int> CompareRates(Session& session, const Options& options, const Requested& requested,
                         query::Format format) {
  std::vector<SourceQuotes> sources;
  const auto names = options.source.value_or("");
  for (std::string_view rest = names; !rest.empty();) {
    const auto name = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    ASSIGN_OR_RETURN(auto quotes, QuotesOf(session, options, requested, std::string(name)));
    sources.push_back(std::move(quotes));
  }
  if (sources.size() < 2) return InvalidInput("--compare needs two or more sources: --source A,B");
  const bool text = format == query::Format::json || format == query::Format::ndjson;
  RETURN_IF_ERROR(PrintTable(session, Compare(sources, text), format));
  return kSuccess;
}

Result<int> ShowRates(Session& session, const Options& options) {
  const bool as_prices = !session.json() && (options.format == kBeancount || options.format == kLedger);
  ASSIGN_OR_RETURN(const auto format, query::ParseFormat(session.json() ? "json"
                                                         : as_prices    ? "csv"
                                                                        : options.format));
  ASSIGN_OR_RETURN(const auto requested, ReadRequested(session, options));
  if (options.compare) return CompareRates(session, options, requested, format);
  ASSIGN_OR_RETURN(const auto found, QuotesOf(session, options, requested, options.source));
  const auto& [source, quotes] = found;
  if (as_prices) {
    session.Print(PriceLines(quotes, options.format));
  } else {
    RETURN_IF_ERROR(PrintTable(session, TableOf(quotes, source, format), format));
  }
  return kSuccess;
}

}  // namespace

Command RatesCommand() {
  return {"rates", "Show exchange rates for a date or range, with each rate's date and derivation",
          "Each rate is the price of one unit of BASE in TARGET. The column \"rate_date\" is the day on "
          "which the rate used for \"date\" was published. The column \"derivation\" is published, "
          "inverse, cross (with the currencies it goes through) or fixed (by law). A published rate keeps "
          "its own digits. A computed rate is rounded once, half to even, to ten decimals or to six "
          "significant figures, whichever has more digits.\n"
          "\n"
          "With --from and --to, lists publication days; with --on, every calendar day, filled by that "
          "rule.\n"
          "\n"
          "Examples:\n"
          "  fxlake rates EUR\n"
          "  fxlake rates USD CHF JPY --date 2026-04-05\n"
          "  fxlake rates EUR USD --from 2026-01-01 --format csv\n"
          "  fxlake rates EUR USD --date 2026-04-05 --on next --as-of 2026-04-30\n"
          "  fxlake rates EUR USD CHF --from 2026-01-01 --format beancount\n"
          "  fxlake rates EUR USD GBP --source ecb,nbp --compare --from 2026-04-01",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("base", options->base, "Base currency: each rate is the price of one unit of it");
            arguments.Words("target", options->targets,
                            "Target currencies. Default: all currencies with a rate.");
            options->Declare(arguments);
            arguments.Option("--from DATE", options->from, "First date of a range");
            arguments.Option("--to DATE", options->to, "Last date of a range. Default: today.");
            arguments.Flag(
                "--compare", options->compare,
                "Show the rates of two or more sources (--source A,B) side by side, with their difference");
            arguments.Option(
                "-f,--format table|csv|json|ndjson|arrow|beancount|ledger", options->format,
                "Output format; beancount and ledger are price directives for plain-text accounting");
            return [options](Session& session) { return ShowRates(session, *options); };
          }};
}

}  // namespace fxlake::cli
