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
  std::optional<Date> from;  // unset: the source's watermark less its revision window, or its first day
  std::optional<Date> to;    // unset: today
  bool replayed = false;     // the client answers from a recording
  bool unverified = false;   // a source that was never tried on real bytes is asked all the same
  std::map<std::string, std::string> parameters;  // in place of the source's own
  env::Clock* machine_clock =
      nullptr;  // whose time a response from the network bears, when `clock` shows another day
};

struct IngestOutcome {
  std::string source;
  std::string source_status = {};  // verified, unverified, unstated
  Date from;
  Date to;
  std::uint64_t bodies = 0;
  std::uint64_t bytes = 0;
  bool kept = false;                // the bytes are others than those of the visit before
  std::string record_key;           // of the visit, when they were kept
  std::size_t pending_fetches = 0;  // that are not transformed yet, of earlier runs too
  std::optional<Date> watermark;    // the newest day that had a rate before
  Date expected_last;               // the publication day before today
  std::string note;                 // why nothing was kept; "" otherwise

  // With "new_data": whether there is anything to transform.
  Json ToJson() const;
};

// invalid_input when the source is unverified and not wanted all the same.
Result<void> CheckVerified(const sources::Spec& spec, bool unverified);

// Asks a source for the days that the lake may lack and keeps the bytes in the raw zone. Errors: the
// network's, the source's answers' and the store's.
Result<IngestOutcome> Ingest(const lake::Lake& lake, const sources::Spec& spec, env::HttpClient& http,
                             env::Clock& clock, const IngestOptions& options);

}  // namespace fxlake::pipeline
