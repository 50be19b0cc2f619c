// SPDX-License-Identifier: Apache-2.0
#include "fxlake/env/recording_http_client.h"

#include <algorithm>

#include "fxlake/base/json.h"
#include "fxlake/env/local_files.h"

namespace fxlake::env {
namespace {

// The extension for a response's content type, or for its content.
std::string ExtensionOf(const HttpResponse& response) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {{"spreadsheetml", "xlsx"},
                                                                      {"ms-excel", "xls"},
                                                                      {"json", "json"},
                                                                      {"html", "html"},
                                                                      {"xml", "xml"},
                                                                      {"csv", "csv"},
                                                                      {"zip", "zip"},
                                                                      {"pdf", "pdf"}};
  const auto& type = response.Header("content-type");
  for (const auto& [part, extension] : kTypes) {
    if (type.contains(part)) return std::string(extension);
  }
  const auto first = response.body.find_first_not_of(" \t\r\n");
  const char character = first == std::string::npos ? ' ' : response.body[first];
  return response.body.starts_with("PK")        ? "zip"
         : character == '{' || character == '[' ? "json"
         : character == '<'                     ? "xml"
                                                : "txt";
}

Json HeadersThatMatter(const HttpRequest& request) {
  constexpr std::string_view kThatMatter[] = {"Accept", "Content-Type", "SOAPAction"};
  Json headers = Json::EmptyObject();
  for (const auto& [name, value] : request.headers) {
    if (std::ranges::find(kThatMatter, name) != std::end(kThatMatter)) headers.Set(name, value);
  }
  return headers;
}

// Headers that a list may read, such as a token, or that redirect. Cookies belong to a session, and headers
// about the transfer are not needed to replay the body.
Json HeadersForReplay(const HttpResponse& response) {
  constexpr std::string_view kOmitted[] = {
      "set-cookie", "content-type", "content-length", "content-encoding", "transfer-encoding",
      "connection", "keep-alive",   "date",           "server",           "age",
      "vary",       "via"};
  Json headers = Json::EmptyObject();
  for (const auto& [name, value] : response.headers) {
    if (std::ranges::find(kOmitted, name) == std::end(kOmitted)) headers.Set(name, response.Masked(value));
  }
  return headers;
}

}  // namespace

Result<HttpResponse> RecordingHttpClient::Send(const HttpRequest& request) {
  auto response = client_.Send(request);
  if (!response) return response;
  const std::lock_guard lock(guard_);
  exchanges_.push_back({request, *response, clock_.Now()});
  return response;
}

Result<std::size_t> RecordingHttpClient::Write(const std::filesystem::path& folder) const {
  std::error_code error;
  RETURN_IF_ERROR(MakeFolders(folder));
  if (!std::filesystem::is_empty(folder, error))
    return Conflict("the folder " + folder.string() + " is not empty");
  Json list = Json::EmptyArray();
  for (const auto& [request, response, at] : exchanges_) {
    const auto number = list.array().size() + 1;
    const auto file = "response-" + std::to_string(number) + "." + ExtensionOf(response);
    RETURN_IF_ERROR(WriteFile(folder / file, response.Masked(response.body)).In("recording"));
    list.Append(JsonObject({{"n", number},
                            {"method", request.method},
                            {"url", request.url},
                            {"headers", HeadersThatMatter(request)},
                            {"body", request.body},
                            {"response", file},
                            {"status", response.status},
                            {"content_type", response.Header("content-type")},
                            {"recorded_at", at.ToSeconds()}}));
    auto headers = HeadersForReplay(response);
    if (!headers.object().empty()) list.mutable_array().back().Set("response_headers", std::move(headers));
  }
  RETURN_IF_ERROR(WriteFile(folder / "request.json", list.DumpPretty()).In("recording"));
  return exchanges_.size();
}

}  // namespace fxlake::env
