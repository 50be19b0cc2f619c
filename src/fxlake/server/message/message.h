// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/base/result.h"

// HTTP requests and responses, independent of sockets.
namespace fxlake::server {

struct Parameter {
  std::string name;
  std::string value;
  bool has_value = true;  // "?name" has no value and counts as absent
};

// A request. The views point into memory of the caller, which must stay valid while the request is handled.
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
  std::string_view client = {};  // the client's IP address; "" when unknown
  // Set by ReadTarget.
  std::string path = {};
  std::vector<Parameter> parameters = {};

  // The last value of a parameter; nullptr when it is absent.
  const std::string* Find(std::string_view parameter) const;
};

// Parses and decodes path and parameters. invalid_input: not UTF-8, a NUL, a malformed escape, a segment "."
// or "..", or not a path.
Result<void> ReadTarget(Request& request);

// A body that is produced while it is sent.
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  // Appends the next part, of about kPartBytes; false after the last one.
  virtual bool Next(std::string& into) = 0;
};
inline constexpr std::size_t kPartBytes = 64 * 1024;

// How long a response may be cached.
enum class Caching { no_store, a_day, an_hour, explicit_dates, until_midnight, revalidate };

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body = {};
  std::unique_ptr<BodyStream> stream = {};  // used instead of the body
  Caching caching = Caching::revalidate;
  bool varies_by_accept = false;
  // methods allowed for pages of any origin (CORS); "": no cross-origin access
  std::string_view cors_methods = "GET, OPTIONS";
  // in addition to those derived from the fields above; names in lower case
  std::vector<std::pair<std::string, std::string>> headers = {};
};

Response JsonResponse(const Json& json, Caching caching = Caching::revalidate);
// {"message":...}, the error format of /v1.
Response MessageOnly(int status, std::string_view message);
// {"status":...,"message":...}
Response StatusMessage(int status, std::string_view message);
// An error with the HTTP status of its kind.
Response ErrorResponse(const Error& error);

}  // namespace fxlake::server
