// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>

#include "fxlake/env/clock.h"
#include "fxlake/env/random.h"
#include "fxlake/pipeline/service_runner.h"

namespace fxlake::pipeline {

// Jobs by name; arguments are passed without the leading hyphens of their names.
using Jobs = std::map<std::string, std::function<Result<void>(const Json& arguments)>>;

// glue:startJobRun.sync: {"JobName", "Arguments"} to the job run with JobRunState SUCCEEDED. A failed job is
// States.TaskFailed with the job run as cause; an unknown job is Glue.EntityNotFoundException; more than
// `most_at_once` concurrent runs of one job are Glue.ConcurrentRunsExceededException.
Service GlueService(Jobs jobs, env::Clock& clock, env::Random& random, int most_at_once);

}  // namespace fxlake::pipeline
