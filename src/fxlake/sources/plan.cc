// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/sources/ask.h"
#include "fxlake/sources/row_interpreter.h"

namespace fxlake::sources {
namespace {

using Texts = std::map<std::string, std::string>;

std::string ExtensionOf(BodyFormat format) {
  const bool is_json = format == BodyFormat::sdmx_json || format == BodyFormat::json_stat;
  return is_json ? "json" : format == BodyFormat::text ? "txt" : std::string(kFormatNames[static_cast<std::size_t>(format)]);
}

struct Span {
  Date from;
  Date to;
};

Date LastOfLoop(Loop loop, Date from) {
  if (loop == Loop::day) return from;
  if (loop == Loop::month) {
    const bool december = from.month() == 12;
    return *Date::FromCivil(from.year() + (december ? 1 : 0), december ? 1 : from.month() + 1, 1) - 1;
  }
  return *Date::FromCivil(from.year(), 12, 31);
}

std::vector<Span> Split(Loop loop, const AskedRange& range) {
  if (loop == Loop::none) return {{range.from, range.to}};
  std::vector<Span> spans;
  for (Date from = range.from; from <= range.to;) {
    const Date to = std::min(range.to, LastOfLoop(loop, from));
    spans.push_back({from, to});
    from = to + 1;
  }
  return spans;
}

bool NamesVariable(const FieldSource& source, const std::string& name) {
  if (source.kind == FieldSource::Kind::variable && source.text == name) return true;
  return std::ranges::any_of(source.parts, [&](const FieldSource& part) { return NamesVariable(part, name); });
}

// What a request was made of. The days asked for are left out where they do not bear on the answer, so that the same answer is known again.
Texts VariablesThatMatter(const EndpointSpec& endpoint, const ReadSpec& reader, Texts variables) {
  std::string texts = endpoint.url + endpoint.body;
  for (const auto& [name, value] : endpoint.query) texts += value;
  for (const auto& [name, value] : endpoint.headers) texts += value;
  const auto sources = SourcesOf(reader);
  const bool days_count = reader.days_as_asked || std::ranges::any_of(reader.parts, &ReadSpec::days_as_asked);
  std::erase_if(variables, [&](const auto& variable) {
    const auto& name = variable.first;
    if (days_count && (name == "from" || name == "to")) return false;
    if (texts.contains("{" + name + "}") || texts.contains("{" + name + ":")) return false;
    return std::ranges::none_of(sources, [&](const auto* source) { return NamesVariable(*source, name); });
  });
  return variables;
}

// Every choice of one item from each list, the first list running slowest.
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

Result<PlannedRequest> MakeRequest(const Spec& spec, const EndpointSpec& endpoint, const Texts& parameters, const Texts& variables) {
  PlannedRequest request{.spec = &spec, .endpoint = &endpoint, .parameters = parameters, .variables = variables};
  auto all = variables;
  all.insert(parameters.begin(), parameters.end());
  ASSIGN_OR_RETURN(request.http, MakeHttp(endpoint, all));
  const auto& reader = *spec.FindReader(endpoint.reader);
  request.facts.variables = VariablesThatMatter(endpoint, reader, variables);
  request.facts.reader = endpoint.reader;
  request.facts.method = endpoint.method;
  request.facts.url = request.http.url;
  request.extension = reader.unzip.empty() ? ExtensionOf(reader.format) : "zip";
  return request;
}

Lists WithGiven(const Spec& spec, Lists lists) {
  for (const auto& list : spec.lists) {
    for (const auto& value : list.values) {
      if (list.limit == 0 || lists[list.name].size() < static_cast<std::size_t>(list.limit))
        lists[list.name].push_back({{list.name, value}});
    }
  }
  return lists;
}

}  // namespace

bool Covers(const Spec& spec, const EndpointSpec& endpoint, const AskedRange& range) {
  switch (endpoint.coverage) {
    case Coverage::everything: return true;
    // The newest publication is at least that of the publication day before today; what lies after the one before it is covered.
    case Coverage::last_publication: return range.from > spec.calendar.Previous(range.today) && range.to >= range.from;
    case Coverage::last_days: return range.from > range.today - endpoint.last_days;
    case Coverage::one_day: return range.from == range.to;
  }
  return false;
}

Result<PlannedRequest> PageOf(const PlannedRequest& request, int page) {
  auto variables = request.variables;
  variables["page"] = std::to_string(page);
  return MakeRequest(*request.spec, *request.endpoint, request.parameters, variables);
}

Result<std::vector<Plan>> MakePlans(const Spec& spec, const Texts& parameters, const AskedRange& range, const Lists& read_lists) {
  Texts all = parameters;
  all.insert(spec.parameters.begin(), spec.parameters.end());
  const auto lists = WithGiven(spec, read_lists);
  std::vector<Plan> plans;
  for (const auto& endpoint : spec.endpoints) {
    if (!Covers(spec, endpoint, range)) continue;
    Plan plan{endpoint.name, {}, endpoint.not_found_is_empty};
    for (const auto& combination : Combinations(endpoint.for_each, lists)) {
      for (const auto& span : Split(endpoint.loop, range)) {
        Texts variables = {{"from", span.from.ToString()}, {"to", span.to.ToString()}, {"date", span.from.ToString()}};
        if (endpoint.paging) variables["page"] = std::to_string(endpoint.paging->first);
        variables.insert(combination.begin(), combination.end());
        ASSIGN_OR_RETURN(auto request, MakeRequest(spec, endpoint, all, variables).In(fmt::format("planning requests to {}", spec.name)));
        plan.requests.push_back(std::move(request));
      }
    }
    plans.push_back(std::move(plan));
  }
  if (plans.empty()) {
    return InvalidInput(
        fmt::format("no endpoint of {} holds the days from {} to {}", spec.name, range.from.ToString(), range.to.ToString()));
  }
  return plans;
}

}  // namespace fxlake::sources
