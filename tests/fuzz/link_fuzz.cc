// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>
#include <string_view>

#include "fxlake/base/percent_encoding.h"
#include "fxlake/env/secret_http_client.h"
#include "fxlake/env/url.h"
#include "fxlake/sources/request/fetch.h"

namespace {

using namespace fxlake;

constexpr std::string_view kSecret = "s3cr3t v&lue";

// Returns the given responses and aborts when a secret is sent to a server that is not in the source file.
class Servers : public env::HttpClient {
 public:
  Servers(std::string_view location, std::string_view body, int status)
      : location_(location), body_(body), status_(status) {}
  Result<env::HttpResponse> Send(const env::HttpRequest& request) override {
    std::string received = request.url + "\n" + FormDecode(request.url) + "\n" + request.body;
    for (const auto& [name, value] : request.headers) received += "\n" + name + ": " + value;
    const bool is_ours = env::OriginOf(request.url) == "https://bank.example";
    if (!is_ours && (received.contains(kSecret) || received.contains("X-Own") || received.contains("Cookie")))
      std::abort();
    if (++count_ > 20) return NotFound("enough");
    env::HttpResponse response{
        .status = count_ % 2 == 1 ? status_ : 200, .headers = {{"set-cookie", "a=b"}}, .body = body_};
    response.headers.emplace_back("location", location_);
    return response;
  }

 private:
  std::string location_, body_;
  int status_;
  int count_ = 0;
};

sources::Spec Bank() {
  return *sources::ParseSpec(R"(
name = "bank"
title = "A bank"
website = "https://bank.example/"
home_currency = "EUR"
first_day = 2026-01-01
secrets = { key = "KEY" }
[[endpoint]]
name = "all"
url = "https://bank.example/{key}"
query = { key = "{key}" }
form = { key = "{key}" }
headers = { X-Key = "{key}", X-Own = "own" }
reader = "rows"
paging = { next = 'next=(\S+)' }
[read.rows]
format = "csv"
date = "d"
base = "b"
quote = "q"
rate = "r"
)",
                             "bank.toml");
}

}  // namespace

// The first byte selects a status, the first line is a redirect target, the rest a page with a link to the
// next one: wherever they lead, secrets are sent only to their server and are not recorded.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  static const auto kBank = Bank();
  if (size == 0) return 0;
  constexpr int kStatuses[] = {301, 302, 303, 307, 308, 200};
  const std::string_view text(data + 1, size - 1);
  const auto line = text.substr(0, text.find('\n'));
  Servers servers(line, text.substr(line.size()),
                  kStatuses[static_cast<unsigned char>(data[0]) % std::size(kStatuses)]);
  env::SecretHttpClient http(servers, [](const char*) { return kSecret.data(); });
  const auto day = Date::Of(2026, 4, 14);
  const auto bodies = sources::Fetch(http, kBank, {}, {.from = day, .to = day, .today = day});
  if (!bodies && FormDecode(bodies.error().message()).contains(kSecret)) std::abort();
  if (!bodies) return 0;
  for (const auto& body : *bodies) {
    if (FormDecode(body.request.url).contains(kSecret)) std::abort();
  }
  return 0;
}
