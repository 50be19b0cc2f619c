// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string>
#include <string_view>

#include "fxlake/aws/credential_places.h"
#include "fxlake/aws/http_date.h"
#include "fxlake/aws/profile.h"
#include "fxlake/aws/s3_location.h"
#include "fxlake/aws/service_error.h"
#include "fxlake/aws/signature.h"
#include "fxlake/aws/uri.h"
#include "fxlake/base/percent_encoding.h"

namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

// No variable is set, and no request gets a response.
class Nobody : public fxlake::env::HttpClient {
 public:
  fxlake::Result<fxlake::env::HttpResponse> Send(const fxlake::env::HttpRequest&) override {
    return fxlake::Unavailable("nobody");
  }
};

}  // namespace

// Text written by AWS's tools and services: credential files, credentials as JSON, error responses, dates,
// URIs of lakes; and a signature for any URL and headers.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace fxlake;
  const std::string text(data, size);
  static_cast<void>(aws::ParseSections(text));
  static_cast<void>(aws::ReadCredentialsJson(text, "test"));
  static_cast<void>(aws::ParseHttpDate(text));
  for (const int status : {200, 403, 503})
    static_cast<void>(aws::ErrorOf(aws::ReadRejection({.status = status, .body = text})));
  Check(PercentDecode(PercentEncode(text)) == text);
  static_cast<void>(PercentDecode(text));

  Nobody http;
  env::ManualClock clock(Instant::FromMicros(1'776'000'000'000'000));
  env::SeededRandom random(1);
  const aws::AwsContext aws_context{http, clock, random, [](const char*) -> const char* { return nullptr; }};
  if (const auto location = aws::ParseS3Location(text, aws_context)) Check(!location->bucket.empty());

  env::HttpRequest request{.method = "GET", .url = text, .headers = {{"x-amz-meta", text}}, .body = text};
  aws::Sign(request, {.access_key_id = "AKID", .secret_access_key = aws::Secret("secret")},
            {"eu-central-1", "s3"}, clock.Now());
  return 0;
}
