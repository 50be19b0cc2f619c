// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/error.h"
#include "fxlake/env/http_client.h"

namespace fxlake::aws {

// What a service says when it refuses: XML (S3, STS) or JSON (Athena, Glue ...).
struct Rejection {
  int status = 0;
  std::string code;     // NoSuchKey, ThrottlingException ...; "" when the answer does not say
  std::string message;  // at most some hundred characters; never what else the answer holds
};

Rejection ReadRefusal(const env::HttpResponse& response);

// As an error of the kind that callers act on; the message ends in `AccessDenied: Access Denied (status
// 403)`.
Error ErrorOf(const Rejection& refusal);
inline Error ErrorOf(const env::HttpResponse& response) { return ErrorOf(ReadRefusal(response)); }

// The credentials were good and are not any more: others may be.
bool IsExpired(const Rejection& refusal);

}  // namespace fxlake::aws
