// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/message/reply.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/sha256.h"
#include "fxlake/server/message/content_coding.h"

namespace fxlake::server {
namespace {

constexpr std::size_t kLarge = 1400;  // larger than a packet
constexpr std::size_t kTagDigits = 32;

// For responses without a token.
std::string PublicCacheControl(Caching caching, Instant now) {
  switch (caching) {
    case Caching::no_store: return "no-store";
    case Caching::a_day: return "public, max-age=86400";
    case Caching::an_hour: return "public, max-age=3600";
    case Caching::explicit_dates:
      return "public, max-age=86400, stale-while-revalidate=86400, stale-if-error=86400";
    case Caching::until_midnight: {
      const auto left = Instant::StartOf(now.date() + 1) - now;
      return fmt::format("public, max-age={}, stale-if-error=86400",
                         (left + Instant::kPerSecond - 1) / Instant::kPerSecond);
    }
    case Caching::revalidate: return "no-cache";
  }
  return "no-store";
}

std::string CacheControl(Caching caching, Audience audience, Instant now) {
  constexpr std::string_view kPublic = "public, ";
  auto rule = PublicCacheControl(caching, now);
  if (audience == Audience::everybody || caching == Caching::no_store) return rule;
  if (rule.starts_with(kPublic)) rule.erase(0, kPublic.size());
  return "private, " + rule;
}

std::string VaryOf(const Response& response, bool large) {
  std::string vary = response.varies_by_accept ? "Accept, Origin" : "Origin";
  if (large && IsCompressible(response.content_type)) vary += ", Accept-Encoding";
  return vary;
}

std::string TagOf(const Response& response, const Request& request, const View& view, ContentCoding coding) {
  const auto of = response.stream
                      ? fmt::format("{}\n{}\n{}\n{}", view.snapshot->etag, view.today().ToString(),
                                    request.target, response.content_type)
                      : response.body;
  auto tag = "\"" + Sha256Hex(of).substr(0, kTagDigits);
  if (coding != ContentCoding::identity) tag += "-" + std::string(NameOf(coding));
  return tag + "\"";
}

}  // namespace

std::string_view ReasonOf(int status) {
  switch (status) {
    case 200: return "OK";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return status >= 500 ? "Internal Server Error" : "Unknown";
  }
}

StreamedReply Finish(Response response, const Request& request, const View& view, Audience audience) {
  auto reply = std::make_shared<Reply>();
  // A short stream becomes a body with a length.
  if (response.stream) {
    if (!response.stream->Next(response.body)) response.stream.reset();
  }
  const bool large = response.stream || response.body.size() >= kLarge;
  auto coding = large && IsCompressible(response.content_type) ? ChooseCoding(request.accept_encoding)
                                                               : ContentCoding::identity;
  const bool tagged = response.status == 200 && response.caching != Caching::no_store;
  if (tagged) reply->etag = TagOf(response, request, view, coding);

  reply->status = response.status;
  auto common = fmt::format("cache-control: {}\r\n", CacheControl(response.caching, audience, view.now));
  common += fmt::format("vary: {}\r\n", VaryOf(response, large));
  if (tagged) common += fmt::format("etag: {}\r\n", reply->etag);
  if (!request.origin.empty() && !response.cors_methods.empty()) {
    common += fmt::format(
        "access-control-allow-origin: *\r\naccess-control-allow-methods: "
        "{}\r\naccess-control-expose-headers: etag\r\n",
        response.cors_methods);
  }
  common += "x-content-type-options: nosniff\r\n";
  for (const auto& [name, value] : response.headers) common += fmt::format("{}: {}\r\n", name, value);
  reply->not_modified_head = "HTTP/1.1 304 Not Modified\r\n" + common;

  StreamedReply streamed;
  if (coding != ContentCoding::identity && response.stream) {
    // The first part has been produced already; it goes through the same compressor as the rest.
    class Whole final : public BodyStream {
     public:
      Whole(std::string first, std::unique_ptr<BodyStream> rest)
          : first_(std::move(first)), rest_(std::move(rest)) {}
      bool Next(std::string& into) override {
        if (first_.empty()) return rest_->Next(into);
        into += first_;
        first_.clear();
        return true;
      }

     private:
      std::string first_;
      std::unique_ptr<BodyStream> rest_;
    };
    streamed.rest =
        Compress(std::make_unique<Whole>(std::move(response.body), std::move(response.stream)), coding);
    reply->has_length = false;
  } else if (response.stream) {
    reply->body = std::move(response.body);
    streamed.rest = std::move(response.stream);
    reply->has_length = false;
  } else {
    reply->body =
        coding == ContentCoding::identity ? std::move(response.body) : Compress(response.body, coding);
  }
  reply->head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, ReasonOf(response.status));
  if (!response.content_type.empty())
    reply->head += fmt::format("content-type: {}\r\n", response.content_type);
  if (coding != ContentCoding::identity)
    reply->head += fmt::format("content-encoding: {}\r\n", NameOf(coding));
  if (reply->has_length) reply->head += fmt::format("content-length: {}\r\n", reply->body.size());
  reply->head += common;
  streamed.reply = std::move(reply);
  return streamed;
}

bool HoldsTag(std::string_view if_none_match, std::string_view etag) {
  if (etag.empty()) return false;
  while (!if_none_match.empty()) {
    const auto end = std::min(if_none_match.find(','), if_none_match.size());
    auto tag = if_none_match.substr(0, end);
    if_none_match.remove_prefix(std::min(end + 1, if_none_match.size()));
    while (tag.starts_with(' ')) tag.remove_prefix(1);
    while (tag.ends_with(' ')) tag.remove_suffix(1);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
  }
  return false;
}

}  // namespace fxlake::server
