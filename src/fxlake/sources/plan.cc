// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/nearest.h"

namespace fxlake::sources {
namespace {

using Texts = std::map<std::string, std::string>;

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

// Puts variables into a text: {name}, {name:%d.%m.%Y} for dates.
Result<std::string> Fill(std::string_view text, const Texts& variables) {
  std::string filled;
  while (true) {
    const auto open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) return filled;
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) return InvalidInput(fmt::format("a \"{{\" is not closed in \"{}\"", text));
    const auto inner = text.substr(open + 1, close - open - 1);
    const auto colon = inner.find(':');
    const std::string name(inner.substr(0, colon));
    const auto found = variables.find(name);
    if (found == variables.end()) {
      std::vector<std::string_view> names;
      for (const auto& [known, value] : variables) names.push_back(known);
      return InvalidInput(fmt::format("{{{}}} is neither a parameter nor a variable of a request{}", name, DidYouMean(name, names)));
    }
    if (colon == std::string_view::npos) {
      filled += found->second;
    } else {
      ASSIGN_OR_RETURN(const auto pattern, DatePattern::Make(std::string(inner.substr(colon + 1))));
      ASSIGN_OR_RETURN(const auto date, Date::Parse(found->second));
      filled += pattern.Write(date);
    }
    text.remove_prefix(close + 1);
  }
}

// RFC 3986: all but unreserved characters as %XX; commas stay, as lists of codes are readable then.
std::string Encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::string_view("-._~,").find(c) != std::string_view::npos;
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

// What a request was made of. The days asked for are left out where they do not bear on the answer, so that the same answer is known again.
Texts VariablesThatMatter(const EndpointSpec& endpoint, const ReadSpec& reader, const Texts& variables) {
  std::string texts = endpoint.url + endpoint.body;
  for (const auto& [name, value] : endpoint.query) texts += value;
  for (const auto& [name, value] : endpoint.headers) texts += value;
  for (const auto& field : reader.fields) {
    if (field.kind == FieldSource::Kind::variable) texts += "{" + field.text + "}";
  }
  auto mattering = variables;
  std::erase_if(mattering, [&](const auto& variable) { return !texts.contains("{" + variable.first + "}") && !texts.contains("{" + variable.first + ":"); });
  return mattering;
}

Result<PlannedRequest> MakeRequest(const Spec& spec, const EndpointSpec& endpoint, const Texts& parameters, Span span) {
  PlannedRequest request;
  Texts variables = {{"from", span.from.ToString()}, {"to", span.to.ToString()}, {"date", span.from.ToString()}};
  const auto* reader = spec.FindReader(endpoint.reader);
  request.facts.variables = VariablesThatMatter(endpoint, *reader, variables);
  variables.insert(parameters.begin(), parameters.end());
  ASSIGN_OR_RETURN(request.http.url, Fill(endpoint.url, variables));
  char mark = request.http.url.find('?') == std::string::npos ? '?' : '&';
  for (const auto& [name, value] : endpoint.query) {
    ASSIGN_OR_RETURN(const auto filled, Fill(value, variables));
    if (filled.empty()) continue;
    request.http.url += fmt::format("{}{}={}", mark, Encode(name), Encode(filled));
    mark = '&';
  }
  request.http.method = endpoint.method;
  for (const auto& [name, value] : endpoint.headers) {
    ASSIGN_OR_RETURN(auto filled, Fill(value, variables));
    request.http.headers.emplace_back(name, std::move(filled));
  }
  ASSIGN_OR_RETURN(request.http.body, Fill(endpoint.body, variables));
  request.facts.reader = endpoint.reader;
  request.facts.method = endpoint.method;
  request.facts.url = request.http.url;
  request.extension = reader->unzip.empty() ? kFormatNames[static_cast<std::size_t>(reader->format)] : "zip";
  return request;
}

}  // namespace

Result<std::vector<Plan>> MakePlans(const Spec& spec, const Texts& parameters, const AskedRange& range) {
  Texts all = parameters;
  all.insert(spec.parameters.begin(), spec.parameters.end());
  std::vector<Plan> plans;
  for (const auto& endpoint : spec.endpoints) {
    if (!Covers(spec, endpoint, range)) continue;
    Plan plan{endpoint.name, {}};
    for (const auto& span : Split(endpoint.loop, range)) {
      ASSIGN_OR_RETURN(auto request, MakeRequest(spec, endpoint, all, span).In(fmt::format("planning requests to {}", spec.name)));
      plan.requests.push_back(std::move(request));
    }
    plans.push_back(std::move(plan));
  }
  if (plans.empty()) {
    return InvalidInput(fmt::format("no endpoint of {} holds the days from {} to {}", spec.name, range.from.ToString(), range.to.ToString()));
  }
  return plans;
}

}  // namespace fxlake::sources
