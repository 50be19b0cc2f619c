// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/service_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <utility>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/json.h"

namespace fxlake::aws {
namespace {

constexpr std::size_t kMostMessage = 400;

using enum ErrorKind;

// Codes whose kind does not follow from the status. NoSuchBucket is not not_found, because callers treat
// not_found as an absent object.
constexpr std::pair<std::string_view, ErrorKind> kKinds[] = {
    {"NoSuchBucket", invalid_input},
    {"SlowDown", throttled},
    {"Throttling", throttled},
    {"ThrottlingException", throttled},
    {"TooManyRequestsException", throttled},
    {"RequestLimitExceeded", throttled},
    {"RequestTimeout", unavailable},
    {"InternalServerException", unavailable},
    {"ExpiredToken", denied},
    {"ExpiredTokenException", denied},
    {"AccessDeniedException", denied},
    {"UnrecognizedClientException", denied},
    {"InvalidSignatureException", denied},
    {"IncompleteSignatureException", denied},
    {"InvalidAccessKeyId", denied},
    {"SignatureDoesNotMatch", denied},
    {"RequestTimeTooSkewed", denied},
    {"XAdminUserNotFound", denied},
    {"ResourceNotFoundException", not_found},
    {"EntityNotFoundException", not_found},
    {"PreconditionFailed", conflict},
    {"ConditionalRequestConflict", conflict},
};

ErrorKind KindOf(const Rejection& rejection) {
  const auto* known =
      std::ranges::find(kKinds, rejection.code, &std::pair<std::string_view, ErrorKind>::first);
  if (known != std::end(kKinds)) return known->second;
  switch (rejection.status) {
    case 401:
    case 403: return denied;
    case 404: return not_found;
    case 304:  // 412 of some stores
    case 409:
    case 412: return conflict;
    case 429: return throttled;
    default: return rejection.status >= 500 && rejection.status != 501 ? unavailable : invalid_input;
  }
}

std::string AfterLast(const std::string& text, char mark) { return text.substr(text.rfind(mark) + 1); }

}  // namespace

Rejection ReadRejection(const env::HttpResponse& response) {
  Rejection rejection{.status = response.status, .code = {}, .message = {}};
  if (response.body.find('<') < response.body.find('{')) {
    pugi::xml_document document;
    document.load_buffer(response.body.data(), response.body.size());
    auto error = document.document_element();
    if (error.child("Error")) error = error.child("Error");  // of the query protocol
    rejection.code = error.child_value("Code");
    rejection.message = error.child_value("Message");
  } else if (const auto json = Json::Parse(response.body)) {
    const auto text = [&](std::initializer_list<const char*> keys) {
      for (const char* key : keys) {
        if (const auto value = json->StringAt(key)) return *value;
      }
      return std::string();
    };
    rejection.code = AfterLast(text({"__type", "code"}), '#');
    rejection.message = text({"message", "Message"});
  }
  if (rejection.code.empty()) rejection.code = AfterLast(response.Header("x-amzn-errortype"), '#');
  rejection.message = std::string(Excerpt(rejection.message, kMostMessage));
  return rejection;
}

Error ErrorOf(const Rejection& rejection) {
  std::string description = rejection.code;
  if (!rejection.message.empty()) description += (description.empty() ? "" : ": ") + rejection.message;
  if (description.empty())
    return {KindOf(rejection), fmt::format("the response has status {}", rejection.status)};
  return {KindOf(rejection), fmt::format("{} (status {})", description, rejection.status)};
}

bool IsExpired(const Rejection& rejection) {
  return rejection.code == "ExpiredToken" || rejection.code == "ExpiredTokenException" ||
         rejection.code == "TokenRefreshRequired";
}

}  // namespace fxlake::aws
