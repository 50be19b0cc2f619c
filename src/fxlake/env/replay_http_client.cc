// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/replay_http_client.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "fxlake/base/json.h"
#include "fxlake/env/local_files.h"
#include "fxlake/env/request_matcher.h"

namespace fxlake::env {
namespace {

namespace fs = std::filesystem;

// The last segment of a URL's path: d.xml for https://a.b/c/d.xml?e.
std::string FileNameOf(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  const auto slash = url.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : url.substr(slash + 1));
}

// ".xml" for d.xml; "" for names that only seem to have an extension, such as 2026-01-01..2026-04-14.
std::string ExtensionOf(const std::string& name) {
  auto extension = fs::path(name).extension().string();
  return extension.size() > 1 && std::isalpha(static_cast<unsigned char>(extension[1])) != 0 ? extension
                                                                                             : std::string();
}

}  // namespace

ReplayHttpClient::Entry ReplayHttpClient::Unlisted(fs::path file) {
  Entry entry;
  entry.file = std::move(file);
  return entry;
}

Result<ReplayHttpClient> ReplayHttpClient::Open(const fs::path& recording) {
  ReplayHttpClient client;
  std::error_code error;
  if (fs::is_regular_file(recording, error)) {
    client.single_file_ = true;
    client.entries_.push_back(Unlisted(recording));
    return client;
  }
  if (!fs::is_directory(recording, error))
    return NotFound("opening recording " + recording.string() + ": the file or folder does not exist");
  const auto list = recording / "request.json";
  if (!fs::exists(list, error)) {
    for (const auto& file : fs::directory_iterator(recording, error))
      client.entries_.push_back(Unlisted(file.path()));
    std::ranges::sort(client.entries_, {}, &Entry::file);
    return client;
  }
  const auto doing = "reading recording " + list.string();
  ASSIGN_OR_RETURN(const auto text, ReadFile(list, 64 << 20).In("reading recording"));
  ASSIGN_OR_RETURN(const auto requests, Json::Parse(text).In(doing));
  if (!requests.is_array()) return InvalidInput(doing + ": expected an array of requests");
  for (const auto& request : requests.array()) {
    Entry entry;
    ASSIGN_OR_RETURN(entry.method, request.StringAt("method").In(doing));
    ASSIGN_OR_RETURN(entry.url, request.StringAt("url").In(doing));
    ASSIGN_OR_RETURN(const auto response, request.StringAt("response").In(doing));
    if (response.contains('/'))
      return InvalidInput(doing + ": a response is outside the folder: " + response);
    entry.file = recording / response;
    entry.body = request.StringAt("body").value_or("");
    entry.status = static_cast<int>(request.Int64At("status").value_or(200));
    entry.content_type = request.StringAt("content_type").value_or("");
    if (const auto* headers = request.Find("response_headers"); headers != nullptr && headers->is_object()) {
      for (const auto& [name, value] : headers->object()) {
        if (value.is_string()) entry.headers.emplace_back(name, value.string());
      }
    }
    client.entries_.push_back(std::move(entry));
  }
  return client;
}

Result<const ReplayHttpClient::Entry*> ReplayHttpClient::Take(const HttpRequest& request) {
  const auto name = FileNameOf(request.url);
  const auto extension = ExtensionOf(name);
  const std::lock_guard lock(*guard_);
  Entry* spent = nullptr;
  for (auto& entry : entries_) {
    const bool listed = !entry.url.empty();
    const bool exact = listed && MatchesRequest(request, entry.method, entry.url, entry.body);
    const bool named = !listed && entry.file.filename() == name;
    const bool alike = single_file_ && (extension.empty() || extension == entry.file.extension());
    if (!exact && !named && !alike) continue;
    spent = &entry;
    if (!entry.used) break;
  }
  if (spent == nullptr) return NotRecorded(request);
  if (single_file_ && answered_ &&
      !MatchesRequest(request, answered_->method, answered_->url, answered_->body)) {
    return InvalidInput("the recording is a single file and cannot be the response of several requests: " +
                        answered_->method + " " + answered_->url + " and " + request.method + " " +
                        request.url + "; use a folder with request.json");
  }
  if (single_file_) answered_ = request;
  spent->used = true;
  return spent;
}

Error ReplayHttpClient::NotRecorded(const HttpRequest& request) const {
  auto message = "not in the recording: " + request.method + " " + request.url;
  const Entry* nearest = nullptr;
  RequestDifference difference;
  for (const auto& entry : entries_) {
    if (entry.url.empty()) continue;
    auto other = DifferenceOf(request, entry.method, entry.url, entry.body);
    if (nearest != nullptr && other.weight >= difference.weight) continue;
    nearest = &entry;
    difference = std::move(other);
  }
  if (nearest != nullptr)
    return NotFound(message + "; the nearest is " + nearest->method + " " + nearest->url + ": " +
                    difference.text);
  if (!single_file_)
    return NotFound(message +
                    "; in a folder without request.json, the file name must match the end of the URL");
  const auto& file = entries_.front().file;
  return NotFound(message + "; the file " + file.filename().string() +
                  " matches only URLs that end in its name, in \"" + file.extension().string() +
                  "\" or without an extension");
}

std::vector<std::string> ReplayHttpClient::UnusedRequests() const {
  const std::lock_guard lock(*guard_);
  std::vector<std::string> names;
  for (const auto& entry : entries_) {
    if (!entry.used)
      names.push_back(entry.url.empty() ? entry.file.filename().string() : entry.method + " " + entry.url);
  }
  return names;
}

Result<HttpResponse> ReplayHttpClient::Send(const HttpRequest& request) {
  ASSIGN_OR_RETURN(const Entry* entry, Take(request));
  ASSIGN_OR_RETURN(auto body, ReadFile(entry->file, request.max_bytes).In("reading recording"));
  HttpResponse response{.status = entry->status, .headers = entry->headers, .body = std::move(body)};
  if (!entry->content_type.empty()) response.headers.emplace_back("content-type", entry->content_type);
  return response;
}

}  // namespace fxlake::env
