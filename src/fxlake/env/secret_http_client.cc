// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/secret_http_client.h"

#include <algorithm>

#include "fxlake/base/percent_encoding.h"
#include "fxlake/base/text.h"
#include "fxlake/env/url.h"

namespace fxlake::env {
namespace {

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// Shorter texts occur in many URLs by coincidence.
constexpr std::size_t kShortest = 4;

// The length of the prefix of the text that equals the value, any byte of which may be percent-encoded; 0
// when there is none.
std::size_t LengthAtFront(std::string_view text, std::string_view value) {
  std::size_t at = 0;
  for (const char c : value) {
    if (at == text.size()) return 0;
    if (text[at] == c || (text[at] == '+' && c == ' ')) {
      ++at;
    } else if (text[at] == '%' && FormDecode(text.substr(at, 3)) == std::string_view(&c, 1)) {
      at += 3;
    } else {
      return 0;
    }
  }
  return at;
}

// Finds the values of secrets in a server's texts, in any encoding, and replaces them by their placeholders.
class Mask {
 public:
  void Add(const std::string& placeholder, const std::string& value) {
    placeholders_.push_back(placeholder);
    if (value.size() >= kShortest) values_.emplace_back(value, placeholder);
    std::ranges::stable_sort(values_, std::ranges::greater(),
                             [](const auto& known) { return known.first.size(); });
  }
  // Text from a server. Hosts of URLs are kept: a short secret in a host is a coincidence.
  std::string operator()(std::string_view text) const {
    std::string masked;
    for (auto scheme = text.find("://"); scheme != std::string_view::npos; scheme = text.find("://")) {
      const auto authority = text.substr(0, text.find_first_of("/?# \"'<>", scheme + 3));
      const auto host = std::max(authority.rfind('@') + 1, scheme + 3);
      masked += Everywhere(text.substr(0, host));
      masked += authority.substr(host);
      text.remove_prefix(authority.size());
    }
    return masked + Everywhere(text);
  }
  std::string Everywhere(std::string_view text) const {
    std::string masked;
    for (std::size_t at = 0; at < text.size();) {
      const auto [length, put] = PlaceAt(text.substr(at));
      masked += put;
      at += length;
    }
    return masked;
  }

 private:
  std::pair<std::size_t, std::string_view> PlaceAt(std::string_view text) const {
    for (const auto& placeholder : placeholders_) {
      if (text.starts_with(placeholder)) return {placeholder.size(), placeholder};
    }
    for (const auto& [value, placeholder] : values_) {
      if (const auto length = LengthAtFront(text, value); length > 0) return {length, placeholder};
    }
    return {1, text.substr(0, 1)};
  }

  std::vector<std::pair<std::string, std::string>> values_;  // longest first, each with its placeholder
  std::vector<std::string> placeholders_;
};

bool Holds(const HttpRequest& request, std::string_view text) {
  return request.url.contains(text) || request.body.contains(text) ||
         std::ranges::any_of(request.headers,
                             [&](const auto& header) { return header.second.contains(text); });
}

// Whether the host contains the value, which is too long to be a coincidence.
bool NamesHost(const std::string& value, std::string_view url) {
  constexpr std::size_t kLong = 8;
  return value.size() >= kLong && LowerCase(FormDecode(HostOf(url))).contains(LowerCase(value));
}

bool IsFor(const Secret& secret, std::string_view url) {
  const auto origin = OriginOf(url);
  return std::ranges::any_of(secret.origins,
                             [&](const std::string& known) { return IsSameServer(known, origin); });
}

}  // namespace

Result<HttpResponse> SecretHttpClient::Send(const HttpRequest& request) {
  if (request.secrets.empty()) return client_.Send(request);
  Mask mask;
  std::vector<std::string> known;
  for (const auto& secret : request.secrets) {
    const char* value = variable_(secret.variable.c_str());
    known.emplace_back(value == nullptr ? "" : value);
    if (!known.back().empty()) mask.Add(secret.placeholder, known.back());
  }
  if (std::ranges::any_of(known, [&](const std::string& value) { return NamesHost(value, request.url); }))
    return Denied(request.method + ": the host name in the link contains a secret");
  // A link from a server may contain the values themselves.
  auto filled = request;
  filled.url = mask(filled.url);
  const auto doing = request.method + " " + filled.url;
  std::vector<std::pair<std::string, std::string>> replacements;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const auto& secret = request.secrets[i];
    if (!Holds(filled, secret.placeholder)) continue;
    if (known[i].empty())
      return Denied(doing + ": the environment variable " + secret.variable + ", which must contain " +
                    secret.placeholder + ", is not set");
    if (!IsFor(secret, filled.url))
      return Denied(doing + ": " + secret.placeholder + " is a secret that must not be sent to this server");
    replacements.emplace_back(secret.placeholder, known[i]);
  }
  const bool is_form = std::ranges::any_of(filled.headers, [](const auto& header) {
    return header.first == "Content-Type" && header.second.starts_with("application/x-www-form-urlencoded");
  });
  for (const auto& [placeholder, value] : replacements) {
    ReplaceAll(filled.url, placeholder, PercentEncode(value, ","));
    ReplaceAll(filled.body, placeholder, is_form ? PercentEncode(value, ",") : value);
    for (auto& header : filled.headers) ReplaceAll(header.second, placeholder, value);
  }
  auto outcome = client_.Send(filled);
  if (!outcome) return Error(outcome.error().kind(), mask.Everywhere(outcome.error().message()));
  for (auto& [name, value] : outcome->headers) {
    if (name != "content-type") value = mask(value);
  }
  outcome->mask = mask;
  return outcome;
}

}  // namespace fxlake::env
