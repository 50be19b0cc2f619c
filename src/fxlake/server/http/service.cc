// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/http/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/sha256.h"
#include "fxlake/server/message/content_coding.h"

namespace fxlake::server {
namespace {

constexpr std::size_t kLargestRemembered = 256 * 1024;
constexpr std::size_t kLongestKey = 1024, kLongestLogged = 500;
constexpr std::int64_t kRememberedMicros = Instant::kPerSecond;  // because "max-age" counts down
constexpr std::string_view kBearer = "bearer";

// The paths that need no token.
bool IsOpen(std::string_view path, const ServerContext& context) {
  if (path == "/" || path == "/health" || path == "/health/live" || path == "/health/ready") return true;
  return path.starts_with('/') &&
         std::ranges::find(context.console, path.substr(1), &ConsoleFile::path) != context.console.end();
}

bool Reads(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

bool IsSchemeBearer(std::string_view scheme) {
  return std::ranges::equal(scheme, kBearer, {}, [](char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
}

}  // namespace

Service::Service(Context context, Metrics& metrics, Options options)
    : context_(std::move(context)), metrics_(metrics), options_(std::move(options)) {
  if (!options_.token.empty()) {
    token_hash_ = Sha256Hex(options_.token);
    audience_ = Audience::bearers;
  }
  options_.token.clear();
}

void Service::Refresh(Instant now) {
  const auto generation = context_.live.generation();
  if (generation != generation_ || view_.now.date() != now.date()) {
    remembered_.clear();
    remembered_bytes_ = 0;
    view_.snapshot = context_.live.Get();
    generation_ = generation;
  }
  view_.now = now;
}

// Hashes are compared, so that timing reveals nothing about the token.
bool Service::BearsToken(const Request& request) const {
  const auto& given = request.authorization;
  const auto blank = std::min(given.find(' '), given.size());
  const auto token = given.substr(std::min(given.find_first_not_of(' ', blank), given.size()));
  return IsSchemeBearer(given.substr(0, blank)) && Sha256Hex(token) == token_hash_;
}

Service::Answer Service::Complete(StreamedReply reply, const Request& request) const {
  Answer answer{.streamed = std::move(reply), .without_body = request.method == "HEAD"};
  answer.not_modified = Reads(request) && !request.if_none_match.empty() &&
                        HoldsTag(request.if_none_match, answer.streamed.reply->etag);
  if (answer.not_modified || answer.without_body) answer.streamed.rest.reset();
  return answer;
}

Service::Answer Service::Reject(Response response, const Request& request) const {
  return Complete(Finish(std::move(response), request, view_, audience_), request);
}

Service::Answer Service::Failed(const Request& request, std::string_view problem) const {
  if (context_.log_problem) {
    context_.log_problem(fmt::format("serving {} {}: {}", JsonQuote(request.method),
                                     JsonQuote(Excerpt(request.target, kLongestLogged)), problem));
  }
  return Reject(StatusMessage(500, "internal error"), request);
}

Service::Answer Service::Busy(const Request& request) const {
  auto busy = StatusMessage(503, "too many responses are waiting for the object store");
  busy.headers.emplace_back("retry-after", "1");
  return Reject(std::move(busy), request);
}

// Runs on another thread: with its own view, and without mutable state of this service.
std::function<Service::Answer()> Service::Later(const Request& request) const {
  return [this, request, view = view_] {
    try {
      return Complete(Finish(Handle(request, view, context_.context), request, view, audience_), request);
    } catch (const std::exception& thrown) {
      if (context_.log_problem)
        context_.log_problem(fmt::format("serving {}: {}", JsonQuote(request.path), thrown.what()));
      return Complete(Finish(StatusMessage(500, "internal error"), request, view, audience_), request);
    }
  };
}

std::shared_ptr<const Reply> Service::FindRemembered(const Request& request, Instant now) {
  key_.assign(request.target);
  key_ += '\n';
  key_ += request.origin.empty() ? '-' : 'o';
  key_ += static_cast<char>('0' + static_cast<int>(ChooseCoding(request.accept_encoding)));
  key_ += request.accept;
  if (key_.size() > kLongestKey) return nullptr;
  const auto found = remembered_.find(key_);
  if (found == remembered_.end() || now >= found->second.until) return nullptr;
  metrics_.from_cache.fetch_add(1, std::memory_order_relaxed);
  return found->second.reply;
}

// Under the key that was looked up before.
void Service::Remember(const StreamedReply& made, Instant now) {
  const auto bytes = made.reply->body.size() + made.reply->head.size() * 2 + key_.size() + 200;
  if (key_.size() > kLongestKey || made.rest != nullptr || bytes > kLargestRemembered ||
      made.reply->etag.empty())
    return;
  if (remembered_bytes_ + bytes > options_.cache_bytes) {
    remembered_.clear();
    remembered_bytes_ = 0;
  }
  remembered_bytes_ += bytes;
  remembered_.insert_or_assign(key_, Remembered{made.reply, now + kRememberedMicros});
}

Service::Answer Service::Make(Request& request) {
  const auto now = context_.clock.Now();
  Refresh(now);
  if (context_.limit != nullptr) {
    if (const auto wait = context_.limit->Take(request.client, now)) {
      auto rejected = StatusMessage(429, "too many requests");
      rejected.headers.emplace_back("retry-after", std::to_string(*wait));
      return Reject(std::move(rejected), request);
    }
  }
  const bool trusted = token_hash_.empty() || request.method == "OPTIONS" || BearsToken(request);
  const bool may_remember = trusted && Reads(request);
  if (may_remember) {
    if (auto reply = FindRemembered(request, now)) return Complete({.reply = std::move(reply)}, request);
  }
  if (!ReadTarget(request)) return Reject(StatusMessage(400, "bad request"), request);
  if (!trusted && !IsOpen(request.path, context_.context)) {
    auto rejected = StatusMessage(401, "a bearer token is required");
    rejected.headers.emplace_back("www-authenticate", "Bearer");
    return Reject(std::move(rejected), request);
  }
  if (request.method != "OPTIONS" && ReadsStore(request)) return {.later = Later(request)};
  auto made = Finish(Handle(request, view_, context_.context), request, view_, audience_);
  if (may_remember) Remember(made, now);
  return Complete(std::move(made), request);
}

Service::Answer Service::Respond(Request& request) {
  try {
    return Make(request);
  } catch (const std::exception& thrown) {
    return Failed(request, thrown.what());
  }
}

}  // namespace fxlake::server
