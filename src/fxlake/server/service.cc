// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/service.h"

#include "fxlake/base/sha256.h"
#include "fxlake/server/content_coding.h"

namespace fxlake::server {
namespace {

constexpr std::size_t kLargestRemembered = 256 * 1024;
constexpr std::size_t kLongestKey = 1024;
constexpr std::int64_t kRememberedMicros = Instant::kPerSecond;  // "max-age" counts down, and a run's report may appear
constexpr std::string_view kBearer = "Bearer ";

bool IsOpen(std::string_view path, const Site& site) {
  if (path == "/health" || path == "/") return true;
  for (const auto& file : site.console) {
    if (path.substr(1) == file.path) return true;
  }
  return false;
}

}  // namespace

Service::Service(const Site& site, const LiveSnapshot& live, env::Clock& clock, Metrics& metrics, Options options)
    : site_(site), live_(live), clock_(clock), metrics_(metrics), options_(std::move(options)) {
  if (!options_.token.empty()) token_hash_ = Sha256Hex(options_.token);
  options_.token.clear();
}

void Service::Refresh(Instant now) {
  const auto generation = live_.generation();
  if (generation != generation_ || view_.now.date() != now.date()) {
    remembered_.clear();
    remembered_bytes_ = 0;
    view_.snapshot = live_.Get();
    generation_ = generation;
  }
  view_.now = now;
}

// Hashes are compared, so that the time it takes tells nothing of the token.
bool Service::IsAllowed(const Request& request) const {
  if (token_hash_.empty() || request.method == "OPTIONS") return true;
  if (request.authorization.starts_with(kBearer) && Sha256Hex(request.authorization.substr(kBearer.size())) == token_hash_) return true;
  const auto path = request.target.substr(0, request.target.find('?'));
  return IsOpen(path, site_);
}

StreamedReply Service::Make(Request& request) {
  if (!IsAllowed(request)) {
    auto refused = StatusMessage(401, "a bearer token is needed");
    refused.headers.emplace_back("www-authenticate", "Bearer");
    return Finish(std::move(refused), request, view_);
  }
  if (const auto read = ReadTarget(request); !read) return Finish(StatusMessage(400, "bad request"), request, view_);
  return Finish(Handle(request, view_, site_), request, view_);
}

StreamedReply Service::Find(Request& request, Instant now) {
  key_.assign(request.target);
  key_ += '\n';
  key_ += request.origin.empty() ? '-' : 'o';
  key_ += static_cast<char>('0' + static_cast<int>(ChooseCoding(request.accept_encoding)));
  key_ += request.accept;
  const bool can_keep = key_.size() <= kLongestKey && (token_hash_.empty() || IsAllowed(request));
  if (!can_keep) return Make(request);
  if (const auto found = remembered_.find(key_); found != remembered_.end() && now < found->second.until) {
    metrics_.from_cache.fetch_add(1, std::memory_order_relaxed);
    return {.reply = found->second.reply};
  }
  auto made = Make(request);
  const auto bytes = made.reply->body.size() + made.reply->head.size() * 2 + key_.size() + 200;
  if (made.rest != nullptr || bytes > kLargestRemembered || made.reply->etag.empty()) return made;
  if (remembered_bytes_ + bytes > options_.cache_bytes) {
    remembered_.clear();
    remembered_bytes_ = 0;
  }
  remembered_bytes_ += bytes;
  remembered_.insert_or_assign(key_, Remembered{made.reply, now + kRememberedMicros});
  return made;
}

Service::Answer Service::Ask(Request& request) {
  const auto now = clock_.Now();
  Refresh(now);
  const bool reads = request.method == "GET" || request.method == "HEAD";
  Answer answer{.streamed = reads ? Find(request, now) : Make(request), .not_modified = false, .without_body = request.method == "HEAD"};
  answer.not_modified = reads && !request.if_none_match.empty() && HoldsTag(request.if_none_match, answer.streamed.reply->etag);
  if (answer.not_modified || answer.without_body) answer.streamed.rest.reset();
  return answer;
}

}  // namespace fxlake::server
