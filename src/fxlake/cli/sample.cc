// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/sample.h"

#include <optional>

#include "fxlake/env/local_files.h"
#include "fxlake/sources/request/send_request.h"

namespace fxlake::cli {

Result<std::string> ReadSample(Session& session, const std::string& sample) {
  if (sample.starts_with("http://") || sample.starts_with("https://")) {
    ASSIGN_OR_RETURN(auto* http, session.Http(std::nullopt));
    ASSIGN_OR_RETURN(auto response, sources::SendRequest(*http, {.url = sample}));
    return std::move(response.body);
  }
  return env::ReadFile(sample);
}

}  // namespace fxlake::cli
