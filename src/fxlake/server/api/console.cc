// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/api/console.h"

#include <algorithm>

namespace fxlake::server {
namespace {

struct MediaType {
  std::string_view ending;
  std::string_view type;
};
constexpr MediaType kMediaTypes[] = {{".html", "text/html; charset=utf-8"},
                                     {".js", "text/javascript; charset=utf-8"},
                                     {".css", "text/css; charset=utf-8"},
                                     {".json", "application/json; charset=utf-8"},
                                     {".svg", "image/svg+xml"},
                                     {".png", "image/png"},
                                     {".ico", "image/x-icon"},
                                     {".woff2", "font/woff2"},
                                     {".txt", "text/plain; charset=utf-8"},
                                     {".webmanifest", "application/manifest+json"}};

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src "
    "'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

std::string_view TypeOf(std::string_view path) {
  const auto found =
      std::ranges::find_if(kMediaTypes, [&](const MediaType& media) { return path.ends_with(media.ending); });
  return found == std::end(kMediaTypes) ? "application/octet-stream" : found->type;
}

}  // namespace

std::optional<Response> AnswerConsole(std::string_view path, std::span<const ConsoleFile> files) {
  path.remove_prefix(1);
  if (path.empty()) path = "index.html";
  const auto file = std::ranges::find(files, path, &ConsoleFile::path);
  if (file == files.end()) return std::nullopt;
  Response response{.content_type = std::string(TypeOf(path)),
                    .body = std::string(file->content),
                    .caching = Caching::revalidate};
  response.headers = {{"content-security-policy", std::string(kPolicy)},
                      {"referrer-policy", "no-referrer"},
                      {"cross-origin-opener-policy", "same-origin"},
                      {"x-frame-options", "DENY"}};
  return response;
}

}  // namespace fxlake::server
