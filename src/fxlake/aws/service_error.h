// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/error.h"
#include "fxlake/env/http_client.h"

namespace fxlake::aws {

// An error response of a service: XML (S3, STS) or JSON (Athena, Glue ...).
struct Rejection {
  int status = 0;
  std::string code;     // NoSuchKey, ThrottlingException ...; "" when missing
  std::string message;  // at most a few hundred characters; no other part of the response
};

Rejection ReadRejection(const env::HttpResponse& response);

// The error with the kind that callers act on; its message ends in `AccessDenied: Access Denied (status
// 403)`.
Error ErrorOf(const Rejection& rejection);
inline Error ErrorOf(const env::HttpResponse& response) { return ErrorOf(ReadRejection(response)); }

// Whether the credentials have expired, so that refreshed ones may work.
bool IsExpired(const Rejection& rejection);

}  // namespace fxlake::aws
