// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "fxlake/lake/raw_zone.h"
#include "fxlake/sources/request/plan.h"

namespace fxlake::cli {

// Every successful response of a recording (env/replay_http_client.h) to a request that one of the source's
// endpoints sends, for any date, together with that endpoint. Responses to other requests are skipped. Empty
// when the folder has no request.json. `lists` are the lists that the source read, as far as they are in the
// recording.
Result<std::vector<lake::FetchedBody>> BodiesOfRecording(const std::filesystem::path& folder,
                                                         const sources::Spec& spec,
                                                         const sources::Lists& lists = {});

}  // namespace fxlake::cli
