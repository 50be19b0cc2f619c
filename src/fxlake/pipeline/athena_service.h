// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/env/random.h"
#include "fxlake/pipeline/service_runner.h"
#include "fxlake/query/engine.h"

namespace fxlake::pipeline {

// The two Athena services, which share state: start_query keeps the result that get_results returns page by
// page.
struct AthenaServices {
  // athena:startQueryExecution.sync: {"QueryString", ...} to {"QueryExecution": {"QueryExecutionId",
  // "Status", ...}}. A failed statement is States.TaskFailed with the query execution as cause.
  Service start_query;
  // athena:getQueryResults: {"QueryExecutionId", "MaxResults", "NextToken"} to {"ResultSet", "NextToken"}; an
  // unknown id is Athena.InvalidRequestException.
  Service get_results;
};

AthenaServices MakeAthenaServices(std::function<Result<query::Table>(const std::string& sql)> run,
                                  env::Clock& clock, env::Random& random);

}  // namespace fxlake::pipeline
