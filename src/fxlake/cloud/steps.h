// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/aws/aws_context.h"
#include "fxlake/cloud/invocation.h"
#include "fxlake/cloud/settings.h"
#include "fxlake/cloud/tracing_http_client.h"
#include "fxlake/env/polite_http_client.h"
#include "fxlake/env/retrying_http_client.h"
#include "fxlake/env/secret_http_client.h"
#include "fxlake/env/time_budget.h"
#include "fxlake/pipeline/handlers.h"
#include "fxlake/sources/language/catalog.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::cloud {

// What the program is given by its main: the outside, and the files it carries.
struct ProcessEnvironment {
  env::Clock& clock;
  env::Random& random;
  env::HttpClient& network;
  std::span<const sources::BuiltInFile> sources;
  std::string_view quality_rules;
  std::function<const char*(const char*)> variable;  // of the environment; nullptr when unset
  std::function<void(const char* name, const std::string&)> set_variable;  // of the environment
  int log;  // the file that events and metrics go to
};

// The steps of the workflow on the lake that the environment names. Opens nothing of the lake before the
// first call, and keeps its connections from call to call.
class Steps {
 public:
  static Result<std::unique_ptr<Steps>> Open(const ProcessEnvironment& environment);

  // One step for one event, told to the log and measured. It comes to an end in time to answer before the
  // invocation's deadline.
  Result<Json> Do(std::string_view step, const Invocation& invocation, const Json& event);

 private:
  Steps(const ProcessEnvironment& environment, Settings settings, sources::Catalog catalog);
  Result<void> OpenLake();
  Result<void> OpenTelemetry();
  // With what the environment says besides, for the source that it speaks of.
  Json Completed(const Json& event) const;

  const ProcessEnvironment& environment_;
  Settings settings_;
  sources::Catalog catalog_;
  env::TimeBudget budget_;
  env::BudgetedClock clock_;
  env::BudgetedHttpClient network_;
  env::SecretHttpClient secrets_;
  env::PoliteHttpClient polite_;
  env::RetryingHttpClient http_;
  TracingHttpClient traced_;
  aws::AwsContext aws_context_;
  std::unique_ptr<env::ObjectStore> processed_;
  std::unique_ptr<env::ObjectStore> raw_;  // nullptr: with processed_
  std::string request_id_;
  std::unique_ptr<telemetry::Telemetry> telemetry_;
};

}  // namespace fxlake::cloud
