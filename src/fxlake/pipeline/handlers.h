// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "fxlake/base/json.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/lake/keys.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/query/dialect.h"
#include "fxlake/sources/language/catalog.h"

namespace fxlake::pipeline {

// Dependencies of the workflow's steps. All must outlive them.
struct HandlerContext {
  lake::Lake lake;
  const sources::Catalog& catalog;
  env::HttpClient& http;
  env::Clock& clock;
  std::string rules;                                // DQDL, for `validate`
  query::Dialect dialect = query::Dialect::athena;  // of the engine that returned the verdicts
  // called from any thread; may be empty
  std::function<void(std::string_view step, std::size_t done, std::size_t total)> progress = {};
  // timestamps network responses when `clock` shows another day; nullptr: `clock`
  env::Clock* machine_clock = nullptr;
  // Receives each commit, with partitions by their SHA-256, from any thread; may be empty.
  std::function<void(const lake::Manifest& manifest, std::map<std::string, std::string> partitions)>
      committed = {};
};

// The steps of workflows/fxlake.asl.json. Each takes an event and returns a result, and behaves the same in
// this process, in a Lambda function and in a Glue job. When the event names an execution, the step's
// outcome, including a failure, is stored under it. Thread-safe.
//
//   ingest     {"source", "from", "to", "replayed", "parameters", "execution"}; `source` is a name, or
//              {"source", "from", "to"}. Returns IngestOutcome.
//   transform  {"source", "execution"}. Returns the source's counts; fails when any body could not be read.
//   validate   {"execution", "sources": [{"source", "status", "cause"}], "results": <response of
//              athena:getQueryResults>}. Returns {"passed", "subject", "message", "failed_sources",
//              "failed_rules", "rules"}, and "statements": [{"rule_number", "statement"}], which return the
//              rows that fail a rule. Called again with these, "rows": [{"rule_number", <response>}], it
//              names them.
Result<Json> HandleIngest(const HandlerContext& context, const Json& event);
Result<Json> HandleTransform(const HandlerContext& context, const Json& event);
Result<Json> HandleValidate(const HandlerContext& context, const Json& event);

using Handler = Result<Json> (*)(const HandlerContext& context, const Json& event);
// nullptr unless `name` is one of these steps.
Handler FindHandler(std::string_view name);

}  // namespace fxlake::pipeline
