// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "fxlake/aws/digest.h"
#include "fxlake/aws/uri.h"
#include "fxlake/base/hexadecimal.h"
#include "fxlake/base/sha256.h"
#include "fxlake/base/text.h"

namespace fxlake::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

// Trims spaces at both ends and replaces inner runs by one space.
std::string Trimmed(std::string_view value) {
  std::string trimmed;
  for (const char c : value) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank) trimmed += c;
    if (blank && !trimmed.empty() && trimmed.back() != ' ') trimmed += ' ';
  }
  if (trimmed.ends_with(' ')) trimmed.pop_back();
  return trimmed;
}

// 20150830T123600Z
std::string BasicTime(Instant at) {
  std::string text;
  for (const char c : at.ToSeconds()) {
    if (c != '-' && c != ':') text += c;
  }
  return text;
}

// As sent: without the scheme's default port.
std::string HostOf(const UrlParts& url) {
  auto host = url.authority.substr(url.authority.rfind('@') + 1);
  if (url.scheme == "https" && host.ends_with(":443")) host.remove_suffix(4);
  if (url.scheme == "http" && host.ends_with(":80")) host.remove_suffix(3);
  return std::string(host);
}

std::string CanonicalQuery(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto parameter = query.substr(0, end);
    const auto equal = std::min(parameter.find('='), parameter.size());
    parameters.emplace_back(parameter.substr(0, equal),
                            equal < parameter.size() ? parameter.substr(equal + 1) : "");
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::ranges::sort(parameters);
  std::string canonical;
  for (const auto& [name, value] : parameters)
    canonical += (canonical.empty() ? "" : "&") + name + "=" + value;
  return canonical;
}

std::string SigningKey(const Secret& secret, std::string_view day, const SigningScope& scope) {
  auto key = HmacSha256("AWS4" + secret.Reveal(), day);
  for (const std::string_view part :
       {std::string_view(scope.region), std::string_view(scope.service), std::string_view("aws4_request")}) {
    key = HmacSha256(key, part);
  }
  return key;
}

}  // namespace

void Sign(env::HttpRequest& request, const Credentials& credentials, const SigningScope& scope, Instant now) {
  const auto time = BasicTime(now);
  const auto day = time.substr(0, 8);
  const auto body_hash = Sha256Hex(request.body);
  request.headers.emplace_back("X-Amz-Date", time);
  if (!credentials.session_token.empty())
    request.headers.emplace_back("X-Amz-Security-Token", credentials.session_token.Reveal());
  if (scope.service == "s3") request.headers.emplace_back("X-Amz-Content-Sha256", body_hash);

  const auto url = SplitUrl(request.url);
  std::map<std::string, std::string> headers = {{"host", HostOf(url)}};
  for (const auto& [name, value] : request.headers) {
    if (value.empty()) continue;
    auto& together = headers[LowerCase(name)];
    together += (together.empty() ? "" : ",") + Trimmed(value);
  }
  std::string lines, names;
  for (const auto& [name, value] : headers) {
    lines += name + ":" + value + "\n";
    names += (names.empty() ? "" : ";") + name;
  }
  const auto canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, url.path.empty() ? "/" : url.path,
                  CanonicalQuery(url.query), lines, names, body_hash);
  const auto scope_text = fmt::format("{}/{}/{}/aws4_request", day, scope.region, scope.service);
  const auto to_sign = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, time, scope_text, Sha256Hex(canonical));
  const auto signature = Hex(HmacSha256(SigningKey(credentials.secret_access_key, day, scope), to_sign));
  request.headers.emplace_back("Authorization",
                               fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", kAlgorithm,
                                           credentials.access_key_id, scope_text, names, signature));
}

}  // namespace fxlake::aws
