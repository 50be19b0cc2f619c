// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/service_error.h"

#include <gtest/gtest.h>

#include "fxlake/aws/http_date.h"

namespace fxlake::aws {
namespace {

TEST(ServiceError, IsOfAKindAndSaysWhatTheServiceSays) {
  const auto check = [](int status, const std::string& body, ErrorKind kind, const std::string& message) {
    const auto error = ErrorOf(env::HttpResponse{.status = status, .headers = {}, .body = body});
    EXPECT_EQ(error.kind(), kind) << body;
    EXPECT_EQ(error.message(), message);
  };
  check(403,
        "<?xml "
        "version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>no</Message><HostId>x</HostId></Error>",
        ErrorKind::denied, "AccessDenied: no (status 403)");
  check(404, "<Error><Code>NoSuchBucket</Code></Error>", ErrorKind::invalid_input,
        "NoSuchBucket (status 404)");
  check(404, "<Error><Code>NoSuchKey</Code></Error>", ErrorKind::not_found, "NoSuchKey (status 404)");
  check(503, "<Error><Code>SlowDown</Code></Error>", ErrorKind::throttled, "SlowDown (status 503)");
  check(412, "", ErrorKind::conflict, "the response has status 412");
  check(409, "<Error><Code>ConditionalRequestConflict</Code></Error>", ErrorKind::conflict,
        "ConditionalRequestConflict (status 409)");
  check(500, "<html>", ErrorKind::unavailable, "the response has status 500");
  check(501, "", ErrorKind::invalid_input, "the response has status 501");
  check(400, "<ErrorResponse><Error><Code>ValidationError</Code><Message>m</Message></Error></ErrorResponse>",
        ErrorKind::invalid_input, "ValidationError: m (status 400)");
  check(400, R"({"__type":"com.amazonaws.athena#TooManyRequestsException","message":"slowly"})",
        ErrorKind::throttled, "TooManyRequestsException: slowly (status 400)");
  check(400, R"({"__type":"AccessDeniedException","Message":"no"})", ErrorKind::denied,
        "AccessDeniedException: no (status 400)");
  check(429, "{}", ErrorKind::throttled, "the response has status 429");
}

TEST(HttpDate, IsRead) {
  EXPECT_EQ(ParseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT")->ToSeconds(), "1994-11-06T08:49:37Z");
  for (const char* text : {"", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 CET",
                           "Sun, 06 Nox 1994 08:49:37 GMT", "Sun, 66 Nov 1994 08:49:37 GMT"}) {
    EXPECT_FALSE(ParseHttpDate(text)) << text;
  }
}

}  // namespace
}  // namespace fxlake::aws
