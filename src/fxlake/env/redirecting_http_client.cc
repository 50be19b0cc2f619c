// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/redirecting_http_client.h"

#include <algorithm>

#include "fxlake/base/percent_encoding.h"
#include "fxlake/base/text.h"
#include "fxlake/env/url.h"

namespace fxlake::env {
namespace {

constexpr int kMostRedirects = 10;

bool DescribesContent(std::string_view header) {
  const auto name = LowerCase(header);
  return name == "accept" || name == "accept-language" || name == "content-type";
}

// Without fragment, and with characters that are invalid in URLs encoded.
std::string CleanUrl(std::string_view url) {
  std::string clean;
  for (const char c : url.substr(0, url.find('#'))) {
    const auto byte = static_cast<unsigned char>(c);
    clean += byte > 0x20 && byte < 0x7F ? std::string(1, c) : PercentEncode({&c, 1});
  }
  return clean;
}

bool IsRedirect(const HttpResponse& response) {
  constexpr int kStatuses[] = {301, 302, 303, 307, 308};
  return std::ranges::find(kStatuses, response.status) != std::end(kStatuses) &&
         !response.Header("location").empty();
}

}  // namespace

Result<HttpRequest> RequestFor(const HttpRequest& request, const std::string& link) {
  auto next = request;
  next.url = CleanUrl(ResolveUrl(request.url, link));
  const auto from = OriginOf(request.url), to = OriginOf(next.url);
  const auto doing = request.method + " " + request.url + ": it redirects to " + next.url;
  if (!to.starts_with("http://") && !to.starts_with("https://"))
    return InvalidInput(doing + ", which is neither http nor https");
  if (from.starts_with("https://") && to.starts_with("http://"))
    return Denied(doing + ", which would end TLS");
  if (IsSameServer(from, to)) return next;
  std::erase_if(next.headers, [](const auto& header) { return !DescribesContent(header.first); });
  next.tls = {};
  return next;
}

Result<HttpResponse> RedirectingHttpClient::Send(const HttpRequest& request) {
  auto now = request;
  for (int count = 0; count <= kMostRedirects; ++count) {
    ASSIGN_OR_RETURN(auto response, client_.Send(now));
    if (!IsRedirect(response)) return response;
    ASSIGN_OR_RETURN(auto next, RequestFor(now, response.Header("location")));
    const bool loses_body = response.status == 303 || (response.status <= 302 && now.method == "POST");
    if (loses_body && now.method != "HEAD") {
      next.method = "GET";
      next.body.clear();
      std::erase_if(next.headers, [](const auto& header) { return header.first == "Content-Type"; });
    }
    now = std::move(next);
  }
  return InvalidInput(request.method + " " + request.url + ": there are more than " +
                      std::to_string(kMostRedirects) + " redirects");
}

}  // namespace fxlake::env
