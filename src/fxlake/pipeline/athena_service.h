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

// The two services of Athena that belong together: one keeps the result that the other pages through.
struct AthenaServices {
  // athena:startQueryExecution.sync: {"QueryString", ...} to {"QueryExecution": {"QueryExecutionId",
  // "Status", ...}}. A statement that fails is States.TaskFailed with the query execution as cause.
  Service start_query;
  // athena:getQueryResults: {"QueryExecutionId", "MaxResults", "NextToken"} to {"ResultSet", "NextToken"}; an
  // id that is not there is Athena.InvalidRequestException.
  Service get_results;
};

AthenaServices MakeAthenaServices(std::function<Result<query::Table>(const std::string& sql)> run,
                                  env::Clock& clock, env::Random& random);

}  // namespace fxlake::pipeline
