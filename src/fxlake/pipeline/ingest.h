// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "fxlake/base/json.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/lake/keys.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::pipeline {

struct IngestOptions {
  std::optional<Date> from;  // unset: the source's watermark minus its revision window, or its first day
  std::optional<Date> to;    // unset: today
  bool replayed = false;     // the client replays a recording
  bool unverified = false;   // fetch a source even if its status is not verified
  std::map<std::string, std::string> parameters;  // override the source's parameters
  // timestamps network responses when `clock` shows another day; nullptr: `clock`
  env::Clock* machine_clock = nullptr;
};

struct IngestOutcome {
  std::string source;
  std::string source_status = {};  // verified, unverified, unstated
  Date from;
  Date to;
  std::uint64_t bodies = 0;
  std::uint64_t bytes = 0;
  bool kept = false;                // the responses differ from the previous fetch's
  std::string record_key;           // of the fetch, when kept
  std::size_t pending_fetches = 0;  // not transformed yet, including those of earlier runs
  std::optional<Date> watermark;    // the newest date with a rate before this fetch
  Date expected_last;               // the publication day before today
  std::string note;                 // why nothing was kept; "" otherwise

  // Includes "new_data": whether there is anything to transform.
  Json ToJson() const;
};

// invalid_input when the source is unverified and `unverified` is false.
Result<void> CheckVerified(const sources::Spec& spec, bool unverified);

// Fetches the days that the lake may lack and writes the response bodies to the raw zone. Errors: of the
// network, of the source's responses, of the store.
Result<IngestOutcome> Ingest(const lake::Lake& lake, const sources::Spec& spec, env::HttpClient& http,
                             env::Clock& clock, const IngestOptions& options);

}  // namespace fxlake::pipeline
