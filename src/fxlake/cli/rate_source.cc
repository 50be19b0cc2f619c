// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/rate_source.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "fxlake/base/nearest.h"
#include "fxlake/rates/minor_unit.h"

namespace fxlake::cli {

void RateOptions::Declare(Arguments& arguments) {
  arguments.Option("--date DATE", date, "Date of the rates. Default: today.");
  arguments.Option(
      "--on exact|previous|next", on,
      "Fallback rule for a date without a rate: exact (none), previous or next published rate, at most "
      "14 days away. Default: previous.");
  arguments.Option("--source SOURCE", source,
                   "Source of the rates. Default: the only source in the lake, or the only enabled one.");
  arguments.Option("--as-of TIME", as_of, "Use the lake as of a time (RFC 3339) or the end of a date");
  arguments.Flag("--allow-different-days", days_may_differ,
                 "Allow cross rates from two rates with different dates");
}

Result<std::string> ChooseSource(Session& session, const lake::Manifest& manifest,
                                 const std::optional<std::string>& given) {
  std::vector<std::string> names;
  for (const auto& [name, state] : manifest.sources) {
    if (!state.partitions.empty()) names.push_back(name);
  }
  if (names.empty())
    return NotFound(fmt::format("the lake {} has no rates yet; run \"fxlake run\" to fetch them",
                                session.options().lake));
  const auto listed = fmt::format("{}", fmt::join(names, ", "));
  if (given) {
    if (std::ranges::find(names, *given) != names.end()) return *given;
    const std::vector<std::string_view> known(names.begin(), names.end());
    return NotFound(fmt::format("the lake has no rates of source \"{}\"{}; its sources are {}", *given,
                                DidYouMean(*given, known), listed));
  }
  if (names.size() == 1) return names.front();
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(const auto enabled, catalog->EnabledNames());
  std::erase_if(names, [&](const auto& name) { return std::ranges::find(enabled, name) == enabled.end(); });
  if (names.size() == 1) return names.front();
  return InvalidInput(
      fmt::format("the lake has rates of several sources; add --source with one of {}", listed));
}

Result<std::vector<rates::CurrencyCode>> PivotsOf(Session& session, const std::string& source) {
  constexpr auto kEuro = rates::CurrencyCode::Of("EUR");
  std::vector<rates::CurrencyCode> pivots;
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  if (const auto spec = catalog->Find(source)) {
    const auto home = rates::CurrencyCode::Parse((*spec)->home_currency);
    if (home) pivots.push_back(*home);
  }
  if (std::ranges::find(pivots, kEuro) == pivots.end()) pivots.push_back(kEuro);
  return pivots;
}

lake::SeriesRequest ReachOf(const std::string& source, Date first, Date last, const rates::LookUpRule& rule,
                            std::optional<Instant> as_of) {
  const bool back = rule.look_up == rates::LookUp::previous, on = rule.look_up == rates::LookUp::next;
  return {.source = source,
          .first = first - (back ? rule.reach : 0),
          .last = last + (on ? rule.reach : 0),
          .as_of = as_of};
}

Result<rates::CurrencyCode> ReadCurrency(const std::string& text) { return rates::ParseTypedCode(text); }

}  // namespace fxlake::cli
