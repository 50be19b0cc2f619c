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

// Codes whose kind the status does not tell. NoSuchBucket is no not_found: whoever asks for an object that
// may be absent must hear of it.
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

ErrorKind KindOf(const Rejection& refusal) {
  const auto* known = std::ranges::find(kKinds, refusal.code, &std::pair<std::string_view, ErrorKind>::first);
  if (known != std::end(kKinds)) return known->second;
  switch (refusal.status) {
    case 401:
    case 403: return denied;
    case 404: return not_found;
    case 304:  // some stores' 412
    case 409:
    case 412: return conflict;
    case 429: return throttled;
    default: return refusal.status >= 500 && refusal.status != 501 ? unavailable : invalid_input;
  }
}

std::string AfterLast(const std::string& text, char mark) { return text.substr(text.rfind(mark) + 1); }

}  // namespace

Rejection ReadRefusal(const env::HttpResponse& response) {
  Rejection refusal{.status = response.status, .code = {}, .message = {}};
  if (response.body.find('<') < response.body.find('{')) {
    pugi::xml_document document;
    document.load_buffer(response.body.data(), response.body.size());
    auto error = document.document_element();
    if (error.child("Error")) error = error.child("Error");  // of the query protocol
    refusal.code = error.child_value("Code");
    refusal.message = error.child_value("Message");
  } else if (const auto json = Json::Parse(response.body)) {
    const auto text = [&](std::initializer_list<const char*> keys) {
      for (const char* key : keys) {
        if (const auto value = json->StringAt(key)) return *value;
      }
      return std::string();
    };
    refusal.code = AfterLast(text({"__type", "code"}), '#');
    refusal.message = text({"message", "Message"});
  }
  if (refusal.code.empty()) refusal.code = AfterLast(response.Header("x-amzn-errortype"), '#');
  refusal.message = std::string(Excerpt(refusal.message, kMostMessage));
  return refusal;
}

Error ErrorOf(const Rejection& refusal) {
  std::string said = refusal.code;
  if (!refusal.message.empty()) said += (said.empty() ? "" : ": ") + refusal.message;
  if (said.empty()) return {KindOf(refusal), fmt::format("the response has status {}", refusal.status)};
  return {KindOf(refusal), fmt::format("{} (status {})", said, refusal.status)};
}

bool IsExpired(const Rejection& refusal) {
  return refusal.code == "ExpiredToken" || refusal.code == "ExpiredTokenException" ||
         refusal.code == "TokenRefreshRequired";
}

}  // namespace fxlake::aws
