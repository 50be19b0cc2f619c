// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/sources/request/plan.h"

namespace fxlake::cli {
namespace {

using sources::Spec;

std::string_view NameOf(sources::Coverage coverage) {
  return sources::kCoverageNames[static_cast<std::size_t>(coverage)];
}
std::string LoopOf(const sources::EndpointSpec& endpoint) {
  if (endpoint.loop_days > 0) return fmt::format("{} days", endpoint.loop_days);
  return std::string(sources::kLoopNames[static_cast<std::size_t>(endpoint.loop)]);
}

struct ListOptions {
  std::optional<std::string> country, currency;
  bool verified = false;

  bool Fits(const Spec& spec) const {
    return (!country || spec.country == *country) && (!currency || spec.home_currency == *currency) &&
           (!verified || spec.status == sources::SourceStatus::verified);
  }
};

Result<int> List(Session& session, const ListOptions& options) {
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  query::Table table;
  table.columns = {{"name", ""},
                   {"title", ""},
                   {"status", ""},
                   {"enabled", ""},
                   {"first_day", "", query::ValueKind::date},
                   {"watermark", "", query::ValueKind::date}};
  if (session.json()) {
    for (const auto* name : {"provider", "country", "category", "home_currency"})
      table.columns.push_back({name, ""});
  }
  ASSIGN_OR_RETURN(const auto all, catalog->All());
  for (const auto* spec : all) {
    if (!options.Fits(*spec)) continue;
    const auto state = manifest.sources.find(spec->name);
    std::optional<std::string> watermark;
    if (state != manifest.sources.end() && state->second.watermark)
      watermark = state->second.watermark->ToString();
    table.rows.push_back({spec->name, spec->title, std::string(spec->status_name()),
                          spec->enabled ? "yes" : "no", spec->first_day.ToString(), watermark});
    if (!session.json()) continue;
    auto& row = table.rows.back();
    row.push_back(spec->provider);
    row.push_back(spec->country.empty() ? std::nullopt : std::optional(spec->country));
    row.push_back(std::string(spec->category_name()));
    row.push_back(spec->home_currency);
  }
  if (session.json()) {
    session.PrintJson(RowsToJson(table));
  } else {
    RETURN_IF_ERROR(PrintTable(session, table));
  }
  return kSuccess;
}

// The first request that each endpoint would get today: for today's rates, or for all.
Result<std::map<std::string, std::string>> ExampleUrls(const Spec& spec, Date today) {
  std::map<std::string, std::string> urls;
  for (const auto from : {today, spec.first_day}) {
    ASSIGN_OR_RETURN(const auto plans,
                     sources::MakePlans(spec, {}, {.from = from, .to = today, .today = today}));
    for (const auto& plan : plans) {
      if (!plan.requests.empty()) urls.try_emplace(plan.endpoint, plan.requests.front().http.url);
    }
  }
  return urls;
}

Json ToJson(const Spec& spec, const std::map<std::string, std::string>& urls) {
  Json parameters = Json::EmptyObject(), endpoints = Json::EmptyArray();
  for (const auto& [name, value] : spec.parameters) parameters.Set(name, value);
  for (const auto& endpoint : spec.endpoints) {
    const auto url = urls.find(endpoint.name);
    const auto loop = LoopOf(endpoint);
    endpoints.Append(JsonObject({{"name", endpoint.name},
                                 {"method", endpoint.method},
                                 {"url", endpoint.url},
                                 {"covers", NameOf(endpoint.coverage)},
                                 {"loop", loop},
                                 {"reader", endpoint.reader},
                                 {"example", url == urls.end() ? Json() : Json(url->second)}}));
  }
  return JsonObject({{"name", spec.name},
                     {"title", spec.title},
                     {"provider", spec.provider},
                     {"country", spec.country},
                     {"category", spec.category_name()},
                     {"website", spec.website},
                     {"terms", spec.terms},
                     {"license", spec.license},
                     {"robots", spec.robots},
                     {"status", spec.status_name()},
                     {"verified", spec.status == sources::SourceStatus::verified},
                     {"tls_weakened", !spec.tls.is_default()},
                     {"home_currency", spec.home_currency},
                     {"calendar", spec.calendar.name()},
                     {"publication_hour_utc", spec.publication_hour_utc},
                     {"first_day", spec.first_day.ToString()},
                     {"revision_window_days", spec.revision_window_days},
                     {"enabled", spec.enabled},
                     {"parameters", std::move(parameters)},
                     {"endpoints", std::move(endpoints)}});
}

std::string_view StatusOf(const Spec& spec) {
  switch (spec.status) {
    case sources::SourceStatus::verified: return "verified on a recording";
    case sources::SourceStatus::unverified:
      return "unverified: written from the bank's documentation, never verified on real responses; runs only "
             "with --unverified";
    case sources::SourceStatus::unstated: break;
  }
  return "unstated: its file does not say whether it was verified on real responses";
}

std::string ToText(const Spec& spec, const std::map<std::string, std::string>& urls) {
  auto text = fmt::format("{}: {}\n\n", spec.name, spec.title);
  const auto line = [&text](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("  {:<16}{}\n", name, value);
  };
  line("provider", spec.provider);
  line("country", spec.country);
  line("category", spec.category_name());
  line("website", spec.website);
  line("terms", spec.terms);
  line("license", spec.license);
  line("robots", spec.robots);
  line("status", StatusOf(spec));
  if (!spec.tls.is_default()) line("warning", "TLS is weakened: responses may have been changed in transit");
  line("home currency", spec.home_currency);
  line("published", fmt::format("by {:02}:00 UTC on days of the calendar {}", spec.publication_hour_utc,
                                spec.calendar.name()));
  line("first day", spec.first_day.ToString());
  line("fetched again", fmt::format("the last {} days, which may be revised", spec.revision_window_days));
  line("enabled", spec.enabled ? "yes: it runs when no source is named" : "no: it runs only when named");
  if (spec.pause_ms > 0) line("manners", fmt::format("at least {} ms between requests", spec.pause_ms));
  for (const auto& [name, variable] : spec.secrets)
    line("secret", fmt::format("{} is in the environment variable {}", name, variable));
  for (const auto& [name, value] : spec.parameters) line("parameter", fmt::format("{}={}", name, value));
  text +=
      "\n"
      "Endpoints, narrowest first\n";
  for (const auto& endpoint : spec.endpoints) {
    const auto url = urls.find(endpoint.name);
    const auto loop = LoopOf(endpoint) == "none" ? std::string()
                                                 : fmt::format(", one request for each {}", LoopOf(endpoint));
    text += fmt::format("  {:<14}{}{}\n", endpoint.name, NameOf(endpoint.coverage), loop);
    text +=
        fmt::format("  {:<14}{} {}\n", "", endpoint.method, url == urls.end() ? endpoint.url : url->second);
  }
  return text;
}

Result<int> Show(Session& session, const std::string& name) {
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(const auto* spec, catalog->Find(name));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto urls, ExampleUrls(*spec, clock->Today()));
  if (session.json()) {
    session.PrintJson(ToJson(*spec, urls));
  } else {
    session.Print(ToText(*spec, urls));
  }
  return kSuccess;
}

}  // namespace

Command SourceListCommand() {
  return {"source list", "List the sources and the watermark of each in the lake",
          "Lists the built-in sources and those of --sources DIR, which replace built-in ones of the same "
          "name.\n"
          "\n"
          "Examples:\n"
          "  fxlake source list\n"
          "  fxlake source list --verified --country CH\n"
          "  fxlake source list --sources my-sources --json",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<ListOptions>();
            arguments.Option("--country CODE", options->country,
                             "Show only sources of this country: two letters, or EU");
            arguments.Option("--currency CODE", options->currency, "Show only sources of this home currency");
            arguments.Flag("--verified", options->verified,
                           "Show only sources that were verified on recorded responses");
            return [options](Session& session) { return List(session, *options); };
          }};
}

Command SourceShowCommand() {
  return {"source show", "Show a source, its terms of use and the requests it would send today",
          "Examples:\n"
          "  fxlake source show ecb\n"
          "  fxlake source show frankfurter --today 2026-04-14",
          [](Arguments& arguments) -> Action {
            const auto name = std::make_shared<std::string>();
            arguments.Word("source", *name, "Source name");
            return [name](Session& session) { return Show(session, *name); };
          }};
}

}  // namespace fxlake::cli
