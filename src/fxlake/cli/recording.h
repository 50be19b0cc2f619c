// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/request/plan.h"

namespace fxlake::cli {

// Every successful answer in a recording (env/replay_http_client.h) to a request that an endpoint sends, for
// whatever days, with that endpoint. Answers to other requests are left out. Empty when the folder has no
// request.json. `lists` are those that the source read, as far as the recording has them.
Result<std::vector<lake::FetchedBody>> BodiesOfRecording(const std::filesystem::path& folder,
                                                         const sources::Spec& spec,
                                                         const sources::Lists& lists = {});

}  // namespace fxlake::cli
