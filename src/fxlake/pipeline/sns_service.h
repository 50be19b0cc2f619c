// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "fxlake/env/random.h"
#include "fxlake/pipeline/service_runner.h"

namespace fxlake::pipeline {

// Delivers a notification to all configured notifiers.
using Notify = std::function<Result<void>(const std::string& subject, const std::string& message)>;

// sns:publish: {"TopicArn", "Subject", "Message"} to {"MessageId", ...}. A message that is not text is sent
// as JSON.
Service SnsService(Notify notify, env::Random& random);

}  // namespace fxlake::pipeline
