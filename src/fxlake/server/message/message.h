// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/base/result.h"

// HTTP as far as the answers depend on it. Nothing here knows a socket.
namespace fxlake::server {

struct Parameter {
  std::string name;
  std::string value;
  bool has_value = true;  // "?name" has none, and counts as not given
};

// A request. The views point into memory of the caller, who keeps it while the request is answered.
struct Request {
  std::string_view method = "GET";
  std::string_view target = "/";
  std::string_view accept = {};
  std::string_view accept_encoding = {};
  std::string_view authorization = {};
  std::string_view content_type = {};
  std::string_view if_none_match = {};
  std::string_view origin = {};
  std::string_view requested_method = {};   // Access-Control-Request-Method
  std::string_view requested_headers = {};  // Access-Control-Request-Headers
  std::string_view body = {};
  std::string_view client = {};  // the address it came from; "" when there is none
  // What ReadTarget takes out of the target.
  std::string path = {};
  std::vector<Parameter> parameters = {};

  // The last value of a parameter; nullptr when it is not given.
  const std::string* Find(std::string_view parameter) const;
};

// Fills path and parameters, decoded. invalid_input: not UTF-8, a NUL, a broken escape, a segment "." or
// "..", or a path that is none.
Result<void> ReadTarget(Request& request);

// A body that is made while it is sent.
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  // Appends the next part, of about kPartBytes; false when it was the last one.
  virtual bool Next(std::string& into) = 0;
};
inline constexpr std::size_t kPartBytes = 64 * 1024;

// How long an answer may be kept by others.
enum class Caching { no_store, a_day, an_hour, explicit_dates, until_midnight, revalidate };

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body = {};
  std::unique_ptr<BodyStream> stream = {};  // in place of the body
  Caching caching = Caching::revalidate;
  bool varies_by_accept = false;
  std::string_view cors_methods =
      "GET, OPTIONS";  // that pages of any origin may send; "": none may read the answer
  std::vector<std::pair<std::string, std::string>> headers =
      {};  // besides those that follow from the above; names in lower case
};

Response JsonResponse(const Json& json, Caching caching = Caching::revalidate);
// {"message":...}, as /v1 tells errors.
Response MessageOnly(int status, std::string_view message);
// {"status":...,"message":...}
Response StatusMessage(int status, std::string_view message);
// An error with the HTTP status of its kind.
Response ErrorResponse(const Error& error);

}  // namespace fxlake::server
