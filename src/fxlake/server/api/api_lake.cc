// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "fxlake/pipeline/missing_days.h"
#include "fxlake/server/api/api.h"
#include "fxlake/server/api/api_query.h"

namespace fxlake::server {
namespace {

constexpr std::array<std::string_view, 1> kSourceOnly = {"source"};

Json DayOrNull(std::optional<Date> day) { return day ? Json(day->ToString()) : Json(); }

Json SourceToJson(const std::string& name, const sources::Spec* spec, const View& view) {
  const auto* history = view.snapshot->FindSource(name);
  const auto state = view.snapshot->manifest.sources.find(name);
  const auto watermark =
      state == view.snapshot->manifest.sources.end() ? std::nullopt : state->second.watermark;
  auto json = JsonObject(
      {{"name", name},
       {"title", spec == nullptr ? Json() : Json(spec->title)},
       {"website", spec == nullptr ? Json() : Json(spec->website)},
       {"terms", spec == nullptr ? Json() : Json(spec->terms)},
       {"home_currency", spec == nullptr ? Json() : Json(spec->home_currency)},
       {"calendar", spec == nullptr ? Json() : Json(spec->calendar_name)},
       {"enabled", spec != nullptr && spec->enabled},
       {"rates", history == nullptr ? 0 : history->rate_count()},
       {"pairs", history == nullptr ? 0 : history->pairs().size()},
       {"revisions", history == nullptr ? 0 : history->revisions().size()},
       {"first_day", history == nullptr ? Json() : Json(Date::FromDays(history->days().front()).ToString())},
       {"last_day", DayOrNull(watermark)}});
  Json expected, behind;
  if (spec != nullptr) {
    const auto newest = pipeline::NewestExpected(*spec, view.now);
    expected = newest.ToString();
    if (watermark)
      behind = *watermark < newest ? spec->calendar.PublicationDays(*watermark + 1, newest).size() : 0;
  }
  json.Set("expected_day", std::move(expected));
  json.Set("publication_days_behind", std::move(behind));
  return json;
}

// The contents of a year of a source, and the publication days between its first and last without a rate.
Json YearToJson(int year, const std::vector<std::int32_t>& days, std::uint64_t rate_count,
                const sources::Spec* spec, Date first, Date last) {
  Json holes = Json::EmptyArray();
  std::size_t expected = days.size();
  if (spec != nullptr) {
    const auto from = std::max(first, *Date::FromCivil(year, 1, 1)),
               to = std::min(last, *Date::FromCivil(year, 12, 31));
    const auto open = spec->calendar.PublicationDays(from, to);
    expected = open.size();
    for (const auto day : open) {
      if (!std::ranges::binary_search(days, day.days())) holes.Append(day.ToString());
    }
  }
  return JsonObject({{"year", year},
                     {"days", days.size()},
                     {"expected_days", expected},
                     {"rates", rate_count},
                     {"holes", std::move(holes)}});
}

Json CoverageOf(const RateHistory& history, const sources::Spec* spec) {
  std::map<int, std::vector<std::int32_t>> days;
  std::map<int, std::uint64_t> counts;
  for (const auto day : history.days()) days[Date::FromDays(day).year()].push_back(day);
  for (const auto& pair : history.pairs()) {
    for (const auto day : pair.days) ++counts[Date::FromDays(day).year()];
  }
  const auto first = Date::FromDays(history.days().front()), last = Date::FromDays(history.days().back());
  Json years = Json::EmptyArray();
  for (int year = first.year(); year <= last.year(); ++year)
    years.Append(YearToJson(year, days[year], counts[year], spec, first, last));
  return JsonObject({{"source", history.source()},
                     {"first_day", first.ToString()},
                     {"last_day", last.ToString()},
                     {"years", std::move(years)}});
}

const sources::Spec* SpecOf(const std::string& name, const ServerContext& context) {
  const auto spec = context.catalog.Find(name);
  return spec ? *spec : nullptr;
}

}  // namespace

Result<Response> AnswerSources(const Request& request, const View& view, const ServerContext& context) {
  RETURN_IF_ERROR(CheckParameters(request, kSourceOnly));
  std::set<std::string> names;
  for (auto& name : context.catalog.Names()) names.insert(std::move(name));
  for (const auto& [name, state] : view.snapshot->manifest.sources) names.insert(name);
  const auto* wanted = request.Find("source");
  Json list = Json::EmptyArray();
  for (const auto& name : names) {
    if (wanted == nullptr || *wanted == name) list.Append(SourceToJson(name, SpecOf(name, context), view));
  }
  return JsonResponse(
      JsonObject({{"manifest_version", view.snapshot->version}, {"sources", std::move(list)}}));
}

Result<Response> AnswerCoverage(const Request& request, const View& view, const ServerContext& context) {
  RETURN_IF_ERROR(CheckParameters(request, kSourceOnly));
  const auto* wanted = request.Find("source");
  Json list = Json::EmptyArray();
  for (const auto& history : view.snapshot->histories) {
    if (wanted == nullptr || *wanted == history->source())
      list.Append(CoverageOf(*history, SpecOf(history->source(), context)));
  }
  return JsonResponse(
      JsonObject({{"manifest_version", view.snapshot->version}, {"coverage", std::move(list)}}));
}

}  // namespace fxlake::server
