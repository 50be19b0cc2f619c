// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/request/endpoint_matcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fxlake/base/percent_encoding.h"
#include "fxlake/env/request_matcher.h"
#include "fxlake/env/url.h"
#include "fxlake/sources/request/send_request.h"

namespace fxlake::sources {
namespace {

using Texts = std::map<std::string, std::string>;
using Fields = std::vector<std::pair<std::string, std::string>>;

std::string_view UpTo(std::string_view text, std::string_view end) {
  return text.substr(0, text.find_first_of(end));
}

// The value of a variable before its format was applied. A date variable requires a date, so a range does not
// match {date}.
std::optional<std::string> Unformatted(std::string_view name, int days, std::string_view format,
                                       std::string_view text) {
  const bool day = name == "date" || name == "from" || name == "to" || name == "first" || name == "last";
  if (format.empty() && !day) return std::string(text);
  const auto pattern = DatePattern::ForWriting(format.empty() ? "%Y-%m-%d" : std::string(format));
  if (!pattern) return std::nullopt;
  const auto date = pattern->ReadPart(FormDecode(text));
  return date ? std::optional((*date - days).ToString()) : std::nullopt;
}

// The name of a placeholder and its offset in days: from-1.
std::pair<std::string, int> NameAndDays(std::string_view text) {
  const auto sign = text.find_first_of("+-");
  int days = 0;
  if (sign != std::string_view::npos) {
    const auto digits = text.substr(sign + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), days);
  }
  return {std::string(text.substr(0, sign)),
          sign != std::string_view::npos && text[sign] == '-' ? -days : days};
}

// Variables of a body, found by their surrounding text.
void AddBodyVariables(std::string_view pattern, std::string_view body, Texts& variables) {
  constexpr std::size_t kContext = 24;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    const auto close = pattern.find('}', open);
    if (close == std::string_view::npos) return;
    const auto inner = pattern.substr(open + 1, close - open - 1);
    const auto [name, days] = NameAndDays(UpTo(inner, ":"));
    if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") != std::string::npos)
      continue;
    const auto before = pattern.substr(open - std::min(open, kContext), std::min(open, kContext));
    const auto cut = before.find_last_of("}\n");
    auto own = before.substr(cut == std::string_view::npos ? 0 : cut + 1);
    // Whitespace may differ from the recording: the longest matching suffix gives the position.
    while (own.size() > 1 && !body.contains(own)) own.remove_prefix(1);
    const auto at = body.find(own);
    if (own.empty() || at == std::string_view::npos) continue;
    const auto rest = body.substr(at + own.size());
    const auto end = close + 1 < pattern.size() ? rest.find(pattern[close + 1]) : rest.size();
    const auto format = inner.contains(':') ? inner.substr(inner.find(':') + 1) : std::string_view();
    if (const auto value = Unformatted(name, days, format, rest.substr(0, end)))
      variables.emplace(name, *value);
  }
}

std::string_view QueryOf(std::string_view url) {
  url.remove_prefix(std::min(url.find('?'), url.size()));
  return url.substr(std::min<std::size_t>(url.size(), 1));
}

// The query fields of a URL pattern; {to+1} keeps its plus sign.
Fields FieldsOfPattern(std::string_view url) {
  std::string query;
  bool in_braces = false;
  for (const char c : QueryOf(url)) {
    in_braces = c == '{' || (in_braces && c != '}');
    query += in_braces && c == '+' ? "%2B" : std::string_view(&c, 1);
  }
  return env::ReadForm(query);
}

// Extracts variables from the fields of a query or form. False when a field is missing or has another shape.
bool TakeFields(const RequestSpec::Pairs& patterns, const Fields& fields, const Texts& parameters,
                Texts& variables) {
  bool all = true;
  for (const auto& [name, pattern] : patterns) {
    const auto field = std::ranges::find(fields, name, &Fields::value_type::first);
    const auto found =
        field == fields.end() ? std::nullopt : MatchPattern(pattern, field->second, parameters, "");
    if (found) variables.insert(found->begin(), found->end());
    // A field with an empty variable is not sent.
    all = all && (found || (field == fields.end() && (pattern.empty() || pattern.starts_with('{'))));
  }
  return all;
}

bool SendsJustThis(const Spec& spec, const EndpointSpec& endpoint, const SentRequest& request,
                   Texts variables) {
  variables.insert(spec.parameters.begin(), spec.parameters.end());
  const auto http = MakeHttp(spec, endpoint, std::move(variables));
  return http && env::MatchesRequest(*http, request.method, request.url, request.body.value_or(http->body));
}

std::optional<EndpointMatch> Match(const Spec& spec, const EndpointSpec& endpoint,
                                   const SentRequest& request) {
  if (endpoint.method != request.method) return std::nullopt;
  EndpointMatch match{.endpoint = &endpoint, .variables = request.variables};
  if (!request.variables.empty() && SendsJustThis(spec, endpoint, request, match.variables)) {
    match.fit = Fit::exact;
    return match;
  }
  const auto of_url = MatchPattern(UpTo(endpoint.url, "?"), UpTo(request.url, "?"), spec.parameters);
  if (!of_url) return std::nullopt;
  match.variables.insert(of_url->begin(), of_url->end());
  // Query fields may have any order and encoding. Those in the URL's text are part of it.
  const auto fields = env::ReadForm(QueryOf(request.url));
  if (!TakeFields(FieldsOfPattern(endpoint.url), fields, spec.parameters, match.variables))
    return std::nullopt;
  bool shape = TakeFields(endpoint.query, fields, spec.parameters, match.variables);
  if (request.body) {
    AddBodyVariables(endpoint.body, *request.body, match.variables);
    shape =
        TakeFields(endpoint.form, env::ReadForm(*request.body), spec.parameters, match.variables) && shape;
  }
  const bool exact = shape && SendsJustThis(spec, endpoint, request, match.variables);
  match.fit = exact ? Fit::exact : shape ? Fit::shape : Fit::url;
  return match;
}

// The match whose reader's name is stored with the body, else the only reader among the matches.
Result<const EndpointMatch*> Choose(const std::vector<EndpointMatch>& matches,
                                    const lake::RequestFacts& request) {
  for (const auto& match : matches) {
    if (match.endpoint->reader == request.reader) return &match;
  }
  for (const auto& match : matches) {
    if (match.endpoint->reader != matches.front().endpoint->reader) {
      return InvalidInput(fmt::format(
          "endpoints \"{}\" and \"{}\" both send {} {} but read it differently; use one endpoint with "
          "layouts = [..] and both readers",
          matches.front().endpoint->name, match.endpoint->name, request.method, request.url));
    }
  }
  return &matches.front();
}

Result<StoredReading> ReadingOf(const Spec& spec, const lake::RequestFacts& request) {
  const auto matches =
      MatchEndpoints(spec, {.method = request.method,
                            .url = request.url,
                            .body = request.body.empty() ? std::nullopt : std::optional(request.body),
                            .variables = request.variables});
  const auto* stored = spec.FindReader(request.reader);
  if (stored != nullptr && (matches.empty() || matches.front().fit == Fit::url))
    return StoredReading{stored, request.variables};
  if (matches.empty()) {
    return NotFound(fmt::format("no endpoint of the source file sends {} {}, and there is no [read.{}]",
                                request.method, request.url, request.reader));
  }
  ASSIGN_OR_RETURN(const auto* match, Choose(matches, request));
  return StoredReading{spec.FindReader(match->endpoint->reader), match->variables};
}

}  // namespace

std::optional<Texts> MatchPattern(std::string_view pattern, std::string_view text, const Texts& parameters,
                                  std::string_view stops) {
  const auto open = pattern.find('{');
  const auto fixed = pattern.substr(0, open);
  if (!text.starts_with(fixed)) return std::nullopt;
  text.remove_prefix(fixed.size());
  if (open == std::string_view::npos) return text.empty() ? std::optional(Texts()) : std::nullopt;
  const auto close = pattern.find('}', open);
  if (close == std::string_view::npos) return std::nullopt;
  const auto inner = pattern.substr(open + 1, close - open - 1);
  const auto rest = pattern.substr(close + 1);
  const auto [name, days] = NameAndDays(UpTo(inner, ":"));
  if (const auto parameter = parameters.find(name); parameter != parameters.end()) {
    return text.starts_with(parameter->second)
               ? MatchPattern(rest, text.substr(parameter->second.size()), parameters, stops)
               : std::nullopt;
  }
  const auto colon = inner.find(':');
  const auto format = colon == std::string_view::npos ? std::string_view() : inner.substr(colon + 1);
  // The longest run first, so that a date with points in it is not cut at the first point.
  for (auto length = std::min(text.find_first_of(format.contains('/') ? "?&" : stops), text.size());
       length > 0; --length) {
    const auto value = Unformatted(name, days, format, text.substr(0, length));
    auto others = value ? MatchPattern(rest, text.substr(length), parameters, stops) : std::nullopt;
    if (others) return others->insert_or_assign(name, *value), others;
  }
  return std::nullopt;
}

std::vector<EndpointMatch> MatchEndpoints(const Spec& spec, const SentRequest& request) {
  std::vector<EndpointMatch> best;
  for (const auto& endpoint : spec.endpoints) {
    auto match = Match(spec, endpoint, request);
    if (!match || (!best.empty() && match->fit > best.front().fit)) continue;
    if (!best.empty() && match->fit < best.front().fit) best.clear();
    best.push_back(*std::move(match));
  }
  return best;
}

std::vector<Result<StoredReading>> ReadingsOf(const Spec& spec, const lake::Fetch& fetch) {
  std::vector<Result<StoredReading>> readings;
  for (const auto& body : fetch.bodies) {
    auto reading = ReadingOf(spec, body.request);
    // A page whose URL came from the previous page.
    const bool follows = !reading && reading.error().kind() == ErrorKind::not_found && !readings.empty() &&
                         readings.back() &&
                         fetch.bodies[readings.size() - 1].request.reader == body.request.reader;
    if (follows) reading = StoredReading{readings.back()->reader, body.request.variables};
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace fxlake::sources
