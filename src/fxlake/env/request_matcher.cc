// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/request_matcher.h"

#include <algorithm>
#include <utility>

#include "fxlake/base/json.h"
#include "fxlake/base/percent_encoding.h"
#include "fxlake/env/url.h"

namespace fxlake::env {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

bool HoldsSecret(const HttpRequest& request, std::string_view text) {
  return std::ranges::any_of(request.secrets,
                             [&](const Secret& secret) { return text.contains(secret.placeholder); });
}

bool SameText(const HttpRequest& request, std::string_view text, std::string_view recorded) {
  return text == recorded || HoldsSecret(request, text);
}

bool SameFields(const HttpRequest& request, Fields fields, Fields recorded) {
  if (fields.size() != recorded.size()) return false;
  std::ranges::stable_sort(fields, {}, &Fields::value_type::first);
  std::ranges::stable_sort(recorded, {}, &Fields::value_type::first);
  return std::ranges::equal(fields, recorded, [&](const auto& a, const auto& b) {
    return a.first == b.first && SameText(request, a.second, b.second);
  });
}

struct Parts {
  std::string host, path;
  Fields query;
};

Parts Split(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const auto mark = std::min(url.find('?'), url.size());
  const auto scheme = url.find("://");
  const auto path = scheme == std::string_view::npos ? 0 : std::min(url.find('/', scheme + 3), mark);
  return {HostOf(url), std::string(url.substr(path, mark - path)),
          ReadForm(url.substr(std::min(mark + 1, url.size())))};
}

bool SamePath(const HttpRequest& request, std::string_view path, std::string_view recorded) {
  while (true) {
    const auto segment = path.substr(0, path.find('/')), other = recorded.substr(0, recorded.find('/'));
    if (!SameText(request, FormDecode(segment), FormDecode(other))) return false;
    if (segment.size() == path.size() || other.size() == recorded.size())
      return segment.size() == path.size() && other.size() == recorded.size();
    path.remove_prefix(segment.size() + 1);
    recorded.remove_prefix(other.size() + 1);
  }
}

// Without whitespace between tags, and other runs of it as one space.
std::string Squeezed(std::string_view text) {
  std::string squeezed;
  for (const char c : text) {
    const bool blank = std::string_view(" \t\r\n").contains(c);
    if (blank && (squeezed.empty() || squeezed.back() == ' ' || squeezed.back() == '>')) continue;
    if (c == '<' && squeezed.ends_with(' ')) squeezed.pop_back();
    squeezed += blank ? ' ' : c;
  }
  if (squeezed.ends_with(' ')) squeezed.pop_back();
  return squeezed;
}

bool SameBody(const HttpRequest& request, const std::string& recorded) {
  const auto& body = request.body;
  if (body == recorded || HoldsSecret(request, body)) return true;
  if (body.empty() || recorded.empty()) return false;
  if (body.front() == '{' || body.front() == '[') {
    const auto a = Json::Parse(body), b = Json::Parse(recorded);
    return a && b && *a == *b;
  }
  if (Squeezed(body) == Squeezed(recorded)) return true;
  return !body.contains('<') && SameFields(request, ReadForm(body), ReadForm(recorded));
}

constexpr std::size_t kMostShown = 80;

// Collects differences: the first ones as text, and the weight of all.
class Differences {
 public:
  void Add(std::size_t weight, const std::string& text) {
    difference_.weight += weight;
    if (++count_ <= 3) difference_.text += (difference_.text.empty() ? "" : ", ") + text;
  }

  void AddFields(const HttpRequest& request, const std::string& of, const Fields& wanted,
                 const Fields& recorded) {
    const auto find = [](const Fields& fields, const std::string& name) {
      return std::ranges::find(fields, name, &Fields::value_type::first);
    };
    for (const auto& [name, value] : wanted) {
      const auto other = find(recorded, name);
      if (other == recorded.end()) {
        Add(10, "its " + of + " lacks " + Formatted(name));
      } else if (!SameText(request, value, other->second)) {
        Add(5, "its " + of + " has " + Formatted(name) + "=" + Formatted(other->second) + ", not " +
                   Formatted(value));
      }
    }
    for (const auto& [name, value] : recorded) {
      if (find(wanted, name) == wanted.end()) Add(10, "its " + of + " also has " + Formatted(name));
    }
  }

  void AddBodies(const HttpRequest& request, const std::string& recorded) {
    const auto& body = request.body;
    const auto looks_like_form = [](const std::string& text) {
      return text.find_first_of("<{[ \n") == std::string::npos && text.contains('=');
    };
    if (SameBody(request, recorded)) return;
    if (looks_like_form(body) && looks_like_form(recorded))
      return AddFields(request, "form", ReadForm(body), ReadForm(recorded));
    const auto wanted = Squeezed(body), other = Squeezed(recorded);
    const auto [here, there] = std::ranges::mismatch(wanted, other);
    const auto at = static_cast<std::size_t>(here - wanted.begin());
    const auto from = at - std::min<std::size_t>(at, 20);
    Add(20,
        "its body has " + Formatted(other.substr(from, 50)) + ", not " + Formatted(wanted.substr(from, 50)));
  }

  static std::string Formatted(std::string_view text) {
    return "\"" + std::string(text.substr(0, kMostShown)) + "\"";
  }
  RequestDifference Take() { return std::move(difference_); }

 private:
  RequestDifference difference_;
  int count_ = 0;
};

}  // namespace

RequestDifference DifferenceOf(const HttpRequest& request, const std::string& method, const std::string& url,
                               const std::string& body) {
  Differences differences;
  const auto wanted = Split(request.url), recorded = Split(url);
  if (wanted.host != recorded.host) differences.Add(1000, "its host is " + recorded.host);
  if (!SamePath(request, wanted.path, recorded.path)) {
    const auto [here, there] = std::ranges::mismatch(wanted.path, recorded.path);
    const auto alike = static_cast<std::size_t>(here - wanted.path.begin());
    differences.Add(100 - std::min<std::size_t>(alike, 60),
                    "its path is " + Differences::Formatted(recorded.path));
  }
  if (request.method != method) differences.Add(50, "its method is " + method);
  differences.AddFields(request, "query", wanted.query, recorded.query);
  differences.AddBodies(request, body);
  return differences.Take();
}

bool MatchesRequest(const HttpRequest& request, const std::string& method, const std::string& url,
                    const std::string& body) {
  if (request.method != method || !SameBody(request, body)) return false;
  if (request.url == url) return true;
  const auto wanted = Split(request.url), recorded = Split(url);
  return wanted.host == recorded.host && SamePath(request, wanted.path, recorded.path) &&
         SameFields(request, wanted.query, recorded.query);
}

}  // namespace fxlake::env
