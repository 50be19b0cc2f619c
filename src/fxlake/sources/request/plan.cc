// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/request/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/sources/request/send_request.h"
#include "fxlake/sources/row/look_up_tables.h"
#include "fxlake/sources/row/row_interpreter.h"

namespace fxlake::sources {
namespace {

using Texts = std::map<std::string, std::string>;

std::string ExtensionOf(BodyFormat format) {
  const bool is_json =
      format == BodyFormat::sdmx_json || format == BodyFormat::json_stat || format == BodyFormat::json_lines;
  return is_json                      ? "json"
         : format == BodyFormat::text ? "txt"
                                      : std::string(kFormatNames[static_cast<std::size_t>(format)]);
}

// The days of one request, and the whole period that they belong to.
struct Span {
  Date from, to;
  Date first, last;
};

Date FirstOfMonth(Date day) { return *Date::FromCivil(day.year(), day.month(), 1); }
Date LastOfMonth(Date day) {
  const bool december = day.month() == 12;
  return *Date::FromCivil(day.year() + (december ? 1 : 0), december ? 1 : day.month() + 1, 1) - 1;
}

std::vector<Span> Split(const Spec& spec, const EndpointSpec& endpoint, const RequestedRange& range) {
  std::vector<Span> spans;
  for (Date from = range.from; from <= range.to;) {
    Span span{.from = from, .to = range.to, .first = from, .last = range.to};
    if (endpoint.loop_days > 0) {
      span.last = from + (endpoint.loop_days - 1);
    } else if (endpoint.loop == Loop::day || endpoint.loop == Loop::publication_day) {
      span.last = from;
    } else if (endpoint.loop == Loop::month) {
      span.first = FirstOfMonth(from);
      span.last = LastOfMonth(from);
    } else if (endpoint.loop == Loop::year) {
      span.first = *Date::FromCivil(from.year(), 1, 1);
      span.last = *Date::FromCivil(from.year(), 12, 31);
    }
    span.to = std::min(range.to, span.last);
    if (endpoint.loop != Loop::publication_day || spec.calendar.IsPublicationDay(from)) spans.push_back(span);
    from = span.to + 1;
  }
  return spans;
}

bool NamesVariable(const FieldSource& source, const std::string& name) {
  if (source.kind == FieldSource::Kind::variable && source.text == name) return true;
  return std::ranges::any_of(source.parts,
                             [&](const FieldSource& part) { return NamesVariable(part, name); });
}

// The variables that identify a request. Dates are omitted where they do not affect the response, so that
// equal responses are recognized; variables used only in headers are omitted, because they are tokens.
Texts VariablesThatMatter(const EndpointSpec& endpoint, const ReadSpec& reader, Texts variables) {
  auto without_headers = static_cast<const RequestSpec&>(endpoint);
  without_headers.headers.clear();
  const auto names = NamesIn(without_headers);
  const auto sources = SourcesOf(reader);
  const auto lists = ListsLookedUpIn(sources);
  const bool days_count =
      reader.days_as_requested || std::ranges::any_of(reader.parts, &ReadSpec::days_as_requested);
  std::erase_if(variables, [&](const auto& variable) {
    const auto& name = variable.first;
    if (names.contains(name) || (days_count && (name == "from" || name == "to"))) return false;
    if (std::ranges::any_of(lists, [&](const auto& list) { return ListVariable(list) == name; }))
      return false;
    return std::ranges::none_of(sources, [&](const auto* source) { return NamesVariable(*source, name); });
  });
  return variables;
}

// Every combination of one item from each list; the first list varies slowest.
std::vector<Texts> Combinations(const std::vector<std::string>& names, const Lists& lists) {
  std::vector<Texts> combinations = {{}};
  for (const auto& name : names) {
    std::vector<Texts> longer;
    const auto list = lists.find(name);
    if (list == lists.end()) return longer;
    for (const auto& combination : combinations) {
      for (const auto& item : list->second) {
        longer.push_back(combination);
        longer.back().insert(item.begin(), item.end());
      }
    }
    combinations = std::move(longer);
  }
  return combinations;
}

Result<PlannedRequest> MakeRequest(const Spec& spec, const EndpointSpec& endpoint, const Texts& parameters,
                                   const Texts& variables) {
  PlannedRequest request{
      .spec = &spec, .endpoint = &endpoint, .parameters = parameters, .variables = variables};
  auto all = variables;
  all.insert(parameters.begin(), parameters.end());
  ASSIGN_OR_RETURN(request.http, MakeHttp(spec, endpoint, all));
  const auto& reader = *spec.FindReader(endpoint.reader);
  request.facts.variables = VariablesThatMatter(endpoint, reader, variables);
  request.facts.reader = endpoint.reader;
  request.facts.method = endpoint.method;
  request.facts.url = request.http.url;
  request.facts.body = request.http.body;
  request.extension = reader.unzip.empty() ? ExtensionOf(reader.format) : "zip";
  return request;
}

// Whether the endpoint is only requested together with another.
bool IsAsideOfAnother(const Spec& spec, const EndpointSpec& endpoint) {
  return std::ranges::any_of(spec.endpoints, [&](const EndpointSpec& other) {
    return std::ranges::find(other.also, endpoint.name) != other.also.end();
  });
}

Lists WithGiven(const Spec& spec, Lists lists) {
  for (const auto& list : spec.lists) {
    for (const auto& value : list.values) {
      lists[list.name].push_back({{list.name, value}});
    }
    if (list.is_given()) LimitItems(list.limit, lists[list.name]);
  }
  return lists;
}

}  // namespace

bool Covers(const Spec& spec, const EndpointSpec& endpoint, const RequestedRange& range) {
  switch (endpoint.coverage) {
    case Coverage::everything: return true;
    // The newest publication is at least that of the publication day before today; days after the previous
    // publication day are covered.
    case Coverage::last_publication:
      return range.from > spec.calendar.Previous(range.today) && range.to >= range.from;
    case Coverage::last_days: return range.from > range.today - endpoint.last_days;
    case Coverage::one_day: return range.from == range.to;
  }
  return false;
}

void LimitItems(int limit, std::vector<Texts>& items) {
  const auto most = static_cast<std::size_t>(limit < 0 ? -limit : limit);
  if (limit == 0 || items.size() <= most) return;
  if (limit < 0) items.erase(items.begin(), items.end() - static_cast<std::ptrdiff_t>(most));
  items.resize(most);
}

std::set<std::string> ListsNeeded(const Spec& spec, const RequestedRange& range) {
  std::set<std::string> names, lists;
  for (const auto& endpoint : spec.endpoints) {
    if (!Covers(spec, endpoint, range)) continue;
    names.merge(NamesIn(endpoint));
    lists.insert(endpoint.for_each.begin(), endpoint.for_each.end());
    for (auto& list : ListsLookedUpIn(SourcesOf(*spec.FindReader(endpoint.reader))))
      lists.insert(std::move(list));
  }
  // A list's request may need a list that is defined before it.
  for (auto list = spec.lists.rbegin(); list != spec.lists.rend(); ++list) {
    const bool gives =
        names.contains(list->name) ||
        std::ranges::any_of(list->variables, [&](const auto& one) { return names.contains(one.first); });
    if (!gives && !lists.contains(list->name)) continue;
    lists.insert(list->name);
    names.merge(NamesIn(*list));
  }
  return lists;
}

Json ItemsAsJson(const std::vector<Texts>& items) {
  Json json = Json::EmptyArray();
  for (const auto& item : items) {
    Json object = Json::EmptyObject();
    for (const auto& [name, value] : item) object.Set(name, value);
    json.Append(std::move(object));
  }
  return json;
}

Result<PlannedRequest> PageOf(const PlannedRequest& request, const std::string& page) {
  auto variables = request.variables;
  variables["page"] = page;
  return MakeRequest(*request.spec, *request.endpoint, request.parameters, variables);
}

Result<std::vector<Plan>> MakePlans(const Spec& spec, const Texts& parameters, const RequestedRange& range,
                                    const Lists& read_lists) {
  Texts all = parameters;
  all.insert(spec.parameters.begin(), spec.parameters.end());
  const auto lists = WithGiven(spec, read_lists);
  Texts of_lists;
  for (const auto& [name, items] : lists) {
    of_lists[ListVariable(name)] = ItemsAsJson(items).Dump();
    if (!items.empty()) of_lists.insert(items.front().begin(), items.front().end());
  }
  // Adds the requests of an endpoint for the days that it has.
  const auto add = [&](const EndpointSpec& endpoint, Plan& plan) -> Result<void> {
    RequestedRange days = range;
    days.from = std::max(range.from, endpoint.since.value_or(range.from));
    days.to = std::min(range.to, endpoint.until.value_or(range.to));
    for (const auto& combination : Combinations(endpoint.for_each, lists)) {
      for (const auto& span : Split(spec, endpoint, days)) {
        Texts variables = {{"from", span.from.ToString()},
                           {"to", span.to.ToString()},
                           {"date", span.from.ToString()},
                           {"first", span.first.ToString()},
                           {"last", span.last.ToString()}};
        if (endpoint.paging)
          variables["page"] = endpoint.paging->cursor ? "" : std::to_string(endpoint.paging->first);
        variables.insert(combination.begin(), combination.end());
        variables.insert(of_lists.begin(), of_lists.end());
        ASSIGN_OR_RETURN(auto request, MakeRequest(spec, endpoint, all, variables)
                                           .In(fmt::format("planning requests to {}", spec.name)));
        plan.requests.push_back(std::move(request));
      }
    }
    plan.prior_urls.insert(plan.prior_urls.end(), endpoint.prior_urls.begin(), endpoint.prior_urls.end());
    return {};
  };
  std::vector<Plan> plans;
  for (const auto& endpoint : spec.endpoints) {
    if (!Covers(spec, endpoint, range) || IsAsideOfAnother(spec, endpoint)) continue;
    Plan plan{endpoint.name, {}, {}};
    RETURN_IF_ERROR(add(endpoint, plan));
    for (const auto& name : endpoint.also)
      RETURN_IF_ERROR(add(*std::ranges::find(spec.endpoints, name, &EndpointSpec::name), plan));
    plans.push_back(std::move(plan));
  }
  if (plans.empty()) {
    return InvalidInput(fmt::format("no endpoint of {} covers the days from {} to {}", spec.name,
                                    range.from.ToString(), range.to.ToString()));
  }
  return plans;
}

}  // namespace fxlake::sources
