// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "fxlake/base/json.h"
#include "fxlake/env/clock.h"
#include "fxlake/env/http_client.h"
#include "fxlake/lake/keys.h"
#include "fxlake/query/dialect.h"
#include "fxlake/sources/language/catalog.h"

namespace fxlake::pipeline {

// What the steps of the workflow work with. All must outlive it.
struct HandlerContext {
  lake::Lake lake;
  const sources::Catalog& catalog;
  env::HttpClient& http;
  env::Clock& clock;
  std::string rules;                                // DQDL, whose verdicts `validate` reads
  query::Dialect dialect = query::Dialect::athena;  // of the engine that gave them
  std::function<void(std::string_view step, std::size_t done, std::size_t total)> progress =
      {};  // from any thread; may be empty
  env::Clock* machine_clock =
      nullptr;  // whose time a response from the network bears, when `clock` shows another day
};

// The steps of workflows/fxlake.asl.json: an event in, an answer out, the same in this process, in a function
// and in a job. When the event names an execution, what the step did is kept under it, a failure too. Safe to
// call from several threads.
//
//   ingest     {"source", "from", "to", "replayed", "parameters", "execution"}: `source` is a name, or
//   {"source", "from", "to"} of its
//              own. Answers with IngestOutcome.
//   transform  {"source", "execution"}. Answers with the source's counts; an error when any of its bodies
//              could not be read.
//   validate   {"execution", "sources": [{"source", "status", "cause"}], "results": <answer of
//              athena:getQueryResults>}. Answers with {"passed", "subject", "message", "failed_sources",
//              "failed_rules", "rules"}, and with "statements": [{"rule_number", "statement"}], whose answers
//              are the rows that fail a rule. Called again with these, "rows": [{"rule_number", <answer>}],
//              it names them.
Result<Json> HandleIngest(const HandlerContext& context, const Json& event);
Result<Json> HandleTransform(const HandlerContext& context, const Json& event);
Result<Json> HandleValidate(const HandlerContext& context, const Json& event);

using Handler = Result<Json> (*)(const HandlerContext& context, const Json& event);
// nullptr unless it is the name of one of them.
Handler FindHandler(std::string_view name);

}  // namespace fxlake::pipeline
